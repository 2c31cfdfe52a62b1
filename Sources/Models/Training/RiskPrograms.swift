// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// The programs that sum a model's losses over a block of samples.
struct RiskPrograms {
  /// From the parameters, a sample, its target and its noise to the loss and what is observed.
  private let sample: Program
  /// From the parameters and a sample to the output, and from an output and a target to the loss.
  private let output: Program
  private let loss: Program
  /// The shapes of a sample's noise.
  let noise: [Shape]
  /// The stretches of the parameter vector whose new values are observed.
  let observed: [Range<Int>]

  /// - Parameter training: Whether for the model as it runs while it is trained.
  init(_ model: Model, _ loss: any Loss, training: Bool) throws {
    let form = training ? model.training : nil
    let program = form?.program ?? model.program
    noise = form?.noise ?? []
    observed = (form?.observed ?? []).compactMap { name in
      model.parameters.first { $0.name == name }?.range
    }
    let target = loss.targetShape(for: model.outputShape)
    sample = try Program(
      inputs: [[model.parameterCount], model.inputShape, target] + noise,
      named: ["parameters", "input", "target"]
    ) { v in
      let results = program([v[0], v[1]] + v[3...])
      return [loss(results[0], v[2]).named("loss")] + results.dropFirst()
    }
    guard sample.outputShapes[0] == .scalar else { throw ModelError.notScalar(sample.outputShapes[0]) }
    output = model.program
    self.loss = try Program(inputs: [model.outputShape, target]) { [loss($0[0], $0[1])] }
  }

  /// From the parameters and, samples last, the inputs, targets and noise to the sum of the losses.
  func value(samples: Int) throws -> Program {
    let batch = try batch(samples)
    return try Program(inputs: batch.inputShapes) { [sum(batch($0)[0])] }
  }

  /// The same with the gradient of the sum by the parameters, and what is observed.
  func gradient(samples: Int) throws -> Program {
    let (batch, gradient) = (try batch(samples), try value(samples: samples).valueWithGradient(by: [0]))
    // What both compute is found and computed once.
    return try Program(inputs: batch.inputShapes) { v in
      gradient(v)
        + batch(v).dropFirst().map {
          $0.flattened().reshaped(to: [$0.shape.elementCount / samples, samples])[0..., 0]
        }
    }
  }

  /// From the parameters, inputs and targets, and a direction of the parameters to the product of the sum's Hessian with
  /// it, or of the generalised Gauss-Newton matrix `Σ Jᵀ·∇²ℓ·J`, with the Jacobian `J` of the outputs: the Hessian
  /// without the curvature of the model.
  ///
  /// Schraudolph, Fast curvature matrix-vector products for second-order gradient descent, Neural Computation 14(7), 2002.
  func curvatureProduct(_ curvature: RiskCurvature, samples: Int) throws -> Program {
    if curvature == .exact { return try value(samples: samples).hessianVectorProduct(by: [0]) }
    let outputs = try output.vmap(over: [1], count: samples)
    let (pushforward, pullback) = (try outputs.jvp(by: [0]), try outputs.vjp(by: [0]))
    let lossCurvature = try loss.hessianVectorProduct(by: [0]).vmap(count: samples)
    let inputs = Array(try batch(samples).inputShapes[..<3])
    return try Program(inputs: inputs + [inputs[0]]) { v in
      let pushed = pushforward([v[0], v[1], v[3]])
      let bent = lossCurvature([pushed[0], v[2], pushed[1]])[0]
      return [pullback([v[0], v[1], bent])[1]]
    }
  }

  private func batch(_ samples: Int) throws -> Program {
    try sample.vmap(
      over: Array(sample.inputShapes.indices.dropFirst()), count: samples, axisName: TrainingForm.batchAxis)
  }
}
