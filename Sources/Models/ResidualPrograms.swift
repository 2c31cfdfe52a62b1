// SPDX-License-Identifier: Apache-2.0
package import Autodiff
internal import Tensors

/// The programs that least squares run over a block of samples, each from the parameters `[n]`, the block's inputs and
/// its targets, with the samples along their last axis, and a direction where the kind says so.
package struct ResidualPrograms {
  package enum Kind: Int, CaseIterable {
    /// The residuals `[k, samples]`.
    case residuals
    /// Their sum of squares.
    case sumOfSquares
    /// Their sum of squares and its gradient `[n]`.
    case gradient
    /// The residuals `[k, samples]` and the transposed Jacobian `[n, k, samples]`.
    case jacobian
    /// `J·v`, `[k, samples]`, from a direction `[n]` as the last input.
    case jacobianProduct
    /// `Jᵀ·u`, `[n]`, from weights `[k, samples]` as the last input.
    case transposedJacobianProduct
    /// The second derivatives of the residuals along a direction `[n]`, the last input: `[k, samples]`.
    case secondDirectionalDerivative
  }

  /// The residuals `[k]` of one sample.
  private let residual: Program
  /// The number of residuals of one sample, and of parameters.
  private let outputCount: Int
  private let parameterCount: Int

  /// The residuals of a prediction: from the parameters and a sample to what a target is compared with.
  package init(predicting program: Program) throws {
    let shape = program.outputShapes[0]
    residual = try Program(
      inputs: program.inputShapes + [shape], named: program.inputNames.map { $0 ?? "" } + ["target"]
    ) { v in
      [(program([v[0], v[1]])[0] - v[2]).flattened().named("residual")]
    }
    outputCount = shape.elementCount
    parameterCount = program.inputShapes[0].elementCount
  }

  package func program(_ kind: Kind, samples: Int) throws -> Program {
    switch kind {
    case .residuals: try residual.vmap(over: [1, 2], count: samples)
    case .sumOfSquares: try sumOfSquares(samples)
    case .gradient: try sumOfSquares(samples).valueWithGradient(by: [0])
    case .jacobian: try residualWithTransposedJacobian().vmap(over: [1, 2], count: samples)
    case .jacobianProduct: try directionalDerivative(of: residual).vmap(over: [1, 2], count: samples)
    case .transposedJacobianProduct: try transposedProduct(samples)
    case .secondDirectionalDerivative: try secondDerivative().vmap(over: [1, 2], count: samples)
    }
  }

  /// From the inputs and a direction of the parameters to the derivative of the only output along it.
  private func directionalDerivative(of program: Program) throws -> Program {
    let pushforward = try program.jvp(by: [0])
    return try Program(inputs: pushforward.inputShapes) { [pushforward($0)[1]] }
  }

  /// The derivative along a direction, differentiated along the same direction once more.
  private func secondDerivative() throws -> Program {
    let second = try directionalDerivative(of: directionalDerivative(of: residual))
    return try Program(inputs: Array(second.inputShapes.dropLast())) { v in second(v + [v[3]]) }
  }

  private func transposedProduct(_ samples: Int) throws -> Program {
    let pullback = try residual.vmap(over: [1, 2], count: samples).vjp(by: [0])
    return try Program(inputs: pullback.inputShapes) { [pullback($0)[1]] }
  }

  private func sumOfSquares(_ samples: Int) throws -> Program {
    let residuals = try residual.vmap(over: [1, 2], count: samples)
    return try Program(inputs: residuals.inputShapes) { v in
      let r = residuals(v)[0]
      return [sum(r * r)]
    }
  }

  /// One sample's residuals `[k]` and transposed Jacobian `[n, k]`, from one pullback for each residual or, when there
  /// are fewer parameters, one pushforward for each of them.
  private func residualWithTransposedJacobian() throws -> Program {
    if outputCount <= parameterCount {
      let rows = try residual.vjp(by: [0]).vmap(over: [3], count: outputCount)
      return try Program(inputs: residual.inputShapes) { v in
        let results = rows(v + [Variable(.identity(outputCount))])
        return [results[0][0..., 0], results[1]]
      }
    }
    let columns = try residual.jvp(by: [0]).vmap(over: [3], count: parameterCount)
    return try Program(inputs: residual.inputShapes) { v in
      let results = columns(v + [Variable(.identity(parameterCount))])
      return [results[0][0..., 0], results[1].transposed()]
    }
  }
}
