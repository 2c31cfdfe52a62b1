// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A deep network of equal layers with one activation function, and the gradients in it.
struct Stack {
  static let units = 24
  let kind: ActivationFunction.Kind
  let depth: Int
  private let model: Model
  private let risk: EmpiricalRisk<Double>

  /// - Parameter depth: The number of hidden layers.
  init(_ kind: ActivationFunction.Kind, depth: Int, data: Dataset) throws {
    self.kind = kind
    self.depth = depth
    model = try Model(input: [2]) {
      for _ in 0..<depth {
        Dense(Self.units, weight: kind.initializer)
        Activation { kind($0) }
      }
      Dense(1)
    }
    risk = try EmpiricalRisk(model, on: data, loss: MeanSquaredError())
  }

  /// The norm of the loss's gradient by the weights of each layer, from the input to the output.
  private func norms(_ gradient: Tensor<Double>) -> [Double] {
    model.parameters.filter { $0.name.hasSuffix("weight") }.map { parameter in
      gradient.scalars[parameter.range].reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }

  /// The norms at the start of that seed.
  func norms(seed: Int) throws -> [Double] {
    norms(try risk.valueWithGradient(at: model.initialParameters(seed: UInt64(seed))).gradient)
  }

  /// The norms and the loss along gradient descent.
  ///
  /// - Parameter interval: From one look to the next, in epochs.
  func training(seed: Int, epochs: Int, every interval: Int) throws -> StackTraining {
    var training = StackTraining(kind: kind)
    let method = GradientDescent(learningRate: 0.1, gradientTolerance: 0, limits: .iterations(epochs))
    _ = try method.minimize(risk, from: model.initialParameters(seed: UInt64(seed))) { state in
      if state.iteration.isMultiple(of: interval) {
        training.epochs.append(Double(state.iteration))
        training.losses.append(state.value)
        training.norms.append(norms(try risk.valueWithGradient(at: state.parameters).gradient))
      }
      return .continue
    }
    return training
  }
}

/// The norms of a stack's gradients while it is trained.
struct StackTraining: Encodable, Sendable {
  let kind: ActivationFunction.Kind
  var epochs: [Double] = []
  var losses: [Double] = []
  /// For each look the norm of each layer.
  var norms: [[Double]] = []

  /// The logarithms of the norms, layers upwards from the input, epochs to the right.
  func plot() throws -> Plot {
    let layers = norms.first?.count ?? 0
    let grid = try Grid(
      x: epochs, y: (1...max(1, layers)).map(Double.init),
      values: (0..<layers).flatMap { layer in norms.map { Double.maximum($0[layer], 1e-12) } })
    return try Plot(
      title: kind.rawValue, summary: "The norm of each layer's gradient while the network is trained.",
      x: Axis("epoch"),
      y: Axis("layer"), size: .small
    ) {
      HeatMap(grid, title: "norm", scale: .logarithmic, range: 1e-9...1)
    }
  }
}
