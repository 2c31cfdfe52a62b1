// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What activation functions do to gradients.
struct ActivationsFindings: Findings {
  /// The norms of the gradients in a stack.
  struct StackNorms: Encodable, Sendable {
    let kind: ActivationFunction.Kind
    /// For each start the norm of each layer, from the input to the output.
    let norms: [[Double]]
    let training: StackTraining

    /// How much smaller the norm is in the first hidden layer than in the last one, in the median over the starts.
    var ratio: Double { Sampler.median(norms.map { $0[0] / $0[$0.count - 2] }) }
  }

  let functions: [ActivationFunction]
  let depth: Int
  let stacks: [StackNorms]

  private enum CodingKeys: CodingKey { case functions, depth, stacks }

  private func stack(_ kind: ActivationFunction.Kind) -> StackNorms? { stacks.first { $0.kind == kind } }

  private func ratio(_ kind: ActivationFunction.Kind) -> Double { stack(kind)?.ratio ?? .nan }

  private func loss(_ kind: ActivationFunction.Kind) -> Double { stack(kind)?.training.losses.last ?? .nan }

  private func function(_ kind: ActivationFunction.Kind) -> ActivationFunction? {
    functions.first { $0.kind == kind }
  }

  var verdict: VerdictBox {
    let confirmed = ratio(.sigmoid) < 0.01 * ratio(.tanh) && ratio(.relu) > 0.05
    let text = """
      Through \(depth) layers of sigmoid the gradient shrinks to \(Self.short(ratio(.sigmoid))) of what it was, of tanh to \
      \(Self.short(ratio(.tanh))), of relu to \(Self.short(ratio(.relu))), at the start and in the median. \
      Training does not heal it: after \(Int(stack(.sigmoid)?.training.epochs.last ?? 0)) epochs the loss is \
      \(Self.short(loss(.sigmoid))) for sigmoid, where 1 is knowing nothing, \(Self.short(loss(.tanh))) for tanh and \(Self.short(loss(.relu))) for relu. \
      \(confirmed ? "What the notebook tells of vanishing gradients is so: each layer of sigmoid takes a factor of \(Self.short(Double.pow(ratio(.sigmoid), 1 / Double(depth - 1))))." : "This is not what the notebook tells.")
      """
    return VerdictBox(confirmed ? .confirmed : .incomplete, text)
  }

  static func short(_ x: Double) -> String { x.text(significant: 2) }

  var facts: [Fact] {
    let slopes = function(.sigmoid)?.slopes ?? []
    return [
      Fact("the slope of sigmoid is at most a quarter", slopes.allSatisfy { $0 > 0 && $0 <= 0.25 }),
      Fact("that of tanh at most 1", function(.tanh)?.slopes.allSatisfy { $0 >= 0 && $0 <= 1 } ?? false),
      Fact("that of relu is 0 or 1", function(.relu)?.slopes.allSatisfy { $0 == 0 || $0 == 1 } ?? false),
      Fact(
        "gradients shrink a hundred times more in sigmoid than in tanh", ratio(.sigmoid) < 0.01 * ratio(.tanh)
      ),
      Fact("in relu they keep a twentieth of their size or more", ratio(.relu) > 0.05),
    ]
  }

  var published: [PublishedNumber] {
    let largest = ActivationFunction.Kind.allCases.map { kind in
      PublishedNumber(
        "largest slope of \(kind.rawValue)", published: kind == .sigmoid ? "0.25" : "1",
        found: Self.short(function(kind)?.slopes.max() ?? .nan),
        kind == .relu
          ? "The derivative comes from the tape, not from a formula."
          : "The largest one is at 0, which is not among the 100 places: the nearest is 0.1 away.")
    }
    return largest + [
      PublishedNumber(
        "gradient of the first layer over that of the last, sigmoid", published: "\"vanishes\"",
        found: Self.short(ratio(.sigmoid)),
        "Told, not measured, in the notebook. A factor of about ¼ times the weights' a layer."),
      PublishedNumber(
        "the same, relu", published: "\"does not vanish\"", found: Self.short(ratio(.relu)),
        "With weights drawn for relu (He et al. 2015)."),
    ]
  }

  func tables() throws -> [ReportTable] {
    [
      try ReportTable(
        [
          "activation", "places with slope below 0.05", "first layer's gradient", "last layer's", "ratio",
          "loss at first", "in the end",
        ],
        rows: stacks.map { stack in
          let share = function(stack.kind)?.saturatedShare ?? .nan
          return [
            stack.kind.rawValue, "\((100 * share).fixed(0)) %",
            Self.short(Sampler.median(stack.norms.map { $0[0] })),
            Self.short(Sampler.median(stack.norms.map { $0[$0.count - 2] })), Self.short(stack.ratio),
            Self.short(stack.training.losses.first ?? .nan), Self.short(stack.training.losses.last ?? .nan),
          ]
        },
        caption:
          "medians over \(stacks.first?.norms.count ?? 0) starts; \(depth) hidden layers of \(Stack.units) units"
      )
    ]
  }

  func page() throws -> [Block] {
    try BlockBuilder.list {
      Section("What was claimed") {
        """
        A notebook shows sigmoid, tanh and relu with their derivatives, and tells that gradients vanish in deep networks of \
        the first two, because their units saturate. It does not show it. Here it is measured.
        """
      }
      try Section("The functions") {
        Picture(
          try Panels(
            title: "Activation functions and their derivatives",
            summary: "Sigmoid and tanh are flat on most of the range, relu on its left half.",
            columns: 3, try functions.map { try $0.plot() }),
          caption:
            "Derivatives are taken by the tape. Grey: where the derivative is below 0.05, and a unit passes on next to nothing."
        )
      }
      try Section("Through a deep network") {
        "Networks of equal layers, a point of the plane in, the sign of the product of its coordinates out. Each layer's gradient is what its weights would learn from."
        Picture(
          try byLayer(),
          caption:
            "The norm of the gradient by each layer's weights before any training: median and spread over the starts. The input is at the left."
        )
        try tables()[0]
      }
      try Section("While it is trained") {
        Picture(
          try Panels(
            title: "Gradient norm by layer and epoch",
            summary: "The sigmoid stack stays dark near the input; the others are alike in all layers.",
            columns: 3, try stacks.map { try $0.training.plot() }),
          caption: "Gradient descent with rate 0.1 on all samples. One row a layer, the input at the bottom.")
        Picture(try losses(), caption: "The loss of the same runs. At 1 a network knows nothing.")
      }
    }
  }

  private func byLayer() throws -> Plot {
    let layers = (stacks.first?.norms.first?.count ?? 2) - 1
    return try Plot(
      title: "Gradient norm by layer, at the start",
      summary: "In a sigmoid stack the norm falls by the same factor in each layer towards the input.",
      x: Axis("hidden layer"), y: Axis("norm", scale: .logarithmic)
    ) {
      for stack in stacks {
        let columns = (0..<layers).map { layer in stack.norms.map { Double.maximum($0[layer], 1e-15) } }
        let places = (1...layers).map(Double.init)
        Band(
          places, columns.map { $0.min() ?? .nan }, columns.map { $0.max() ?? .nan },
          label: stack.kind.rawValue)
        Line(places, columns.map(Sampler.median), label: stack.kind.rawValue, markers: .automatic)
      }
    }
  }

  private func losses() throws -> Plot {
    try Plot(
      title: "Loss by epoch", summary: "The sigmoid stack does not learn.", x: Axis("epoch"),
      y: Axis("mean squared error"),
      size: PlotSize(width: 520, height: 260)
    ) {
      for stack in stacks { Line(stack.training.epochs, stack.training.losses, label: stack.kind.rawValue) }
    }
  }
}
