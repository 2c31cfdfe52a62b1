// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// An update rule with one thing changed: its rate, its gradients, or its parameters. Made by methods as
/// `Adam().clipped(norm: 1).scheduled(.cosine(total: 1000))`; the outermost change comes first.
public struct Modified<Rule: FirstOrderMethod>: FirstOrderMethod {
  /// What is changed.
  public enum Change: Sendable, Hashable {
    /// The learning rate follows a schedule.
    case schedule(Schedule)
    /// The learning rate falls by `factor` after `patience` updates without a new least value.
    case reduceOnPlateau(factor: Double, patience: Int)
    /// Each element of the gradient is kept within `±limit`.
    case clipValue(Double)
    /// The gradient is shortened to a Euclidean norm of at most `limit`.
    case clipNorm(Double)
    /// `decay·θ` is added to the gradient: the gradient of `decay·‖θ‖²/2`.
    case weightDecay(Double)
  }

  /// What the rule and the change remember.
  public struct State: Archivable {
    var rule: Rule.State
    /// Memory for a gradient that is not the rule's own, `[n]`.
    var gradient: Tensor<Double>
    var updates = 0
    var factor = 1.0
    var least = Double.infinity
    var waited = 0

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("rule", &rule)
      archive.exchange("updates", &updates)
      archive.exchange("factor", &factor)
      archive.exchange("least", &least)
      archive.exchange("waited", &waited)
    }
  }

  /// The rule that is changed.
  public var rule: Rule
  /// What is changed.
  public var change: Change

  public var learningRate: Double {
    get { rule.learningRate }
    set { rule.learningRate = newValue }
  }
  public var gradientTolerance: Double { rule.gradientTolerance }
  public var limits: Limits { rule.limits }

  /// The rule with the given change.
  public init(_ rule: Rule, _ change: Change) {
    self.rule = rule
    self.change = change
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try rule.validate(parameterCount: parameterCount)
    switch change {
    case .schedule(let schedule): try schedule.validate()
    case .reduceOnPlateau(let factor, let patience):
      try OptimizationError.checkFraction("reduceOnPlateau.factor", factor)
      try OptimizationError.checkCount("reduceOnPlateau.patience", patience)
    case .clipValue(let limit): try OptimizationError.checkPositive("clipped.value", limit)
    case .clipNorm(let limit): try OptimizationError.checkPositive("clipped.norm", limit)
    case .weightDecay(let decay): try OptimizationError.checkFraction("weightDecay", decay)
    }
  }

  public func initialState(parameterCount: Int) -> State {
    State(
      rule: rule.initialState(parameterCount: parameterCount),
      gradient: .zeros([changesGradients ? parameterCount : 0]))
  }

  public func observe(value: Double, state: inout State) {
    rule.observe(value: value, state: &state.rule)
    guard case .reduceOnPlateau(let factor, let patience) = change else { return }
    if value < state.least {
      (state.least, state.waited) = (value, 0)
    } else {
      state.waited += 1
      if state.waited >= patience { (state.factor, state.waited) = (state.factor * factor, 0) }
    }
  }

  /// The rate that the change leaves, and those within it.
  public func learningRate(in state: State) -> Double { rule(in: state).learningRate(in: state.rule) }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    let rule = rule(in: state)
    if changesGradients {
      state.gradient.copy(gradient)
      changeGradient(&state.gradient, at: parameters)
      rule.update(&parameters, along: state.gradient, state: &state.rule)
    } else {
      rule.update(&parameters, along: gradient, state: &state.rule)
    }
    state.updates += 1
  }

  /// The rule with the rate of the next update.
  private func rule(in state: State) -> Rule {
    var rule = rule
    switch change {
    case .schedule(let schedule): rule.learningRate *= schedule.factor(at: state.updates)
    case .reduceOnPlateau: rule.learningRate *= state.factor
    case .clipValue, .clipNorm, .weightDecay: break
    }
    return rule
  }

  private var changesGradients: Bool {
    switch change {
    case .schedule, .reduceOnPlateau: false
    case .clipValue, .clipNorm, .weightDecay: true
    }
  }

  private func changeGradient(_ gradient: inout Tensor<Double>, at parameters: Tensor<Double>) {
    switch change {
    case .schedule, .reduceOnPlateau: break
    case .clipValue(let limit):
      gradient.withMutableScalars { g in
        for i in g.indices { g[i] = min(max(g[i], -limit), limit) }
      }
    case .clipNorm(let limit):
      let norm = gradient.norm
      if norm > limit { gradient.scale(by: limit / norm) }
    case .weightDecay(let decay): gradient.add(parameters, times: decay)
    }
  }
}

extension FirstOrderMethod {
  /// This rule with a learning rate that follows a schedule.
  public func scheduled(_ schedule: Schedule) -> Modified<Self> { Modified(self, .schedule(schedule)) }
  /// This rule with a rate that falls by `factor` after `patience` updates without a new least value.
  public func reducedOnPlateau(factor: Double = 0.1, patience: Int = 10) -> Modified<Self> {
    Modified(self, .reduceOnPlateau(factor: factor, patience: patience))
  }
  /// This rule with each element of the gradient kept within `±value`.
  public func clipped(value: Double) -> Modified<Self> { Modified(self, .clipValue(value)) }
  /// This rule with gradients of a Euclidean norm of at most `norm`.
  public func clipped(norm: Double) -> Modified<Self> { Modified(self, .clipNorm(norm)) }
  /// This rule with the gradient of `decay·‖θ‖²/2` added.
  public func weightDecayed(_ decay: Double) -> Modified<Self> { Modified(self, .weightDecay(decay)) }
}
