// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// Declares the parameters of a model while the model is recorded, and applies layers to variables.
///
/// ```swift
/// let net = try Model(input: [6]) { p, x in
///   let h = p("hidden", Dense(12), x)
///   return tanh(matmul(p("W", [3, 12]), h) + p("b", [3]))
/// }
/// ```
public final class ParameterScope {
  /// A parameter, and the input that stands for it while recording.
  struct Declaration {
    let name: String
    let shape: Shape
    let initializer: Initializer
    let role: Parameter.Role
    let penalty: Penalty?
    let variable: Variable
  }

  /// What an input of the recording stands for, by its number among its kind.
  enum Input {
    case parameter(Int)
    case noise(Int)
  }

  /// A layer that was applied to a variable.
  struct AppliedLayer {
    let name: String
    let type: String
    let output: Shape
    /// Which declarations it made first.
    let declarations: Range<Int>
  }

  /// Whether the model is being recorded as it runs while it is trained.
  public let isTraining: Bool

  private let tape: Tape
  private(set) var declarations: [Declaration] = []
  /// The layers that are not within others, in the order of their application.
  private(set) var layers: [AppliedLayer] = []
  /// The shapes of the random inputs of a sample.
  private(set) var noise: [Shape] = []
  /// What the inputs after the sample stand for.
  private(set) var inputs: [Input] = []
  /// New values of observed parameters.
  private(set) var observations: [(name: String, value: Variable)] = []
  /// Whether something in the model runs in another way while training.
  private(set) var dependsOnTraining = false
  /// The first mistake in a declaration.
  private(set) var error: ModelError?
  private var path: [String] = []
  private var isWithinLayer = false

  init(tape: Tape, isTraining: Bool) {
    self.tape = tape
    self.isTraining = isTraining
  }

  // MARK: Parameters

  /// The parameter of this name, declared by its first use. A second use shares it.
  ///
  /// - Parameters:
  ///   - name: Unique in the model; in a scope it follows the scope's name and a dot.
  ///   - shape: Its shape. A use with another shape is a mistake, which the model's initialiser throws.
  ///   - initializer: How it begins: `.glorotUniform` for matrices and zeros for the rest, if nothing is said. A
  ///     second use has no say in it.
  ///   - penalty: What its size adds to objectives; a second use has no say in it, either.
  public func callAsFunction(
    _ name: String, _ shape: Shape, _ initializer: Initializer? = nil, penalty: Penalty? = nil
  ) -> Variable {
    declared(
      name, shape, initializer ?? (shape.rank > 1 ? .glorotUniform : .zeros), role: .learned, penalty: penalty
    )
  }

  /// A parameter that is not learned but observed while training; `observe(_:_:)` gives its new value.
  public func statistic(_ name: String, _ shape: Shape, _ initializer: Initializer) -> Variable {
    stopGradient(declared(name, shape, initializer, role: .observed, penalty: nil))
  }

  /// Says what a statistic becomes after a step of training. Outside of training nothing happens.
  ///
  /// - Parameter value: The same for every sample of a batch, as `batchMean(_:over:)` makes it.
  public func observe(_ name: String, _ value: Variable) {
    dependsOnTraining = true
    if isTraining { observations.append((qualified(name), value)) }
  }

  private func declared(
    _ name: String, _ shape: Shape, _ initializer: Initializer, role: Parameter.Role, penalty: Penalty?
  ) -> Variable {
    let name = qualified(name)
    if let declaration = declarations.first(where: { $0.name == name }) {
      if declaration.shape != shape {
        error = error ?? .conflictingShapes(parameter: name, declaration.shape, shape)
      }
      return declaration.variable
    }
    let declaration = Declaration(
      name: name, shape: shape, initializer: initializer, role: role, penalty: penalty,
      variable: tape.input(shape, named: name))
    inputs.append(.parameter(declarations.count))
    declarations.append(declaration)
    return declaration.variable
  }

  private func qualified(_ name: String) -> String { (path + [name]).joined(separator: ".") }

  // MARK: Layers

  /// Applies a layer; its parameters are declared under `name`. The same layer under the same name shares them.
  public func callAsFunction(_ name: String, _ layer: any Layer, _ x: Variable) -> Variable {
    let (isOuter, first) = (!isWithinLayer, declarations.count)
    isWithinLayer = true
    let y = scope(name) { layer(x, self) }
    if isOuter {
      isWithinLayer = false
      layers.append(
        AppliedLayer(
          name: qualified(name), type: "\(type(of: layer))", output: y.shape,
          declarations: first..<declarations.count))
    }
    return y
  }

  /// Declares parameters under a common name: `weight` in the scope `hidden` is `hidden.weight`.
  public func scope<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    path.append(name)
    defer { path.removeLast() }
    return try body()
  }

  /// Numbers in `0..<1` that are drawn anew for each sample of each step of training; `nil` outside of training.
  public func noise(_ shape: Shape) -> Variable? {
    dependsOnTraining = true
    guard isTraining else { return nil }
    inputs.append(.noise(noise.count))
    noise.append(shape)
    return tape.input(shape, named: qualified("noise"))
  }

  /// Refuses what a layer was applied to: the model's initialiser throws the reason.
  ///
  /// - Returns: What the layer may return in place of a result.
  public func refuse(_ x: Variable, _ reason: String) -> Variable {
    error = error ?? .unfitInput(layer: path.joined(separator: "."), x.shape, reason)
    return x
  }
}
