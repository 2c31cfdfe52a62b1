// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// An activation function of the notebook, sampled with its derivative from the tape.
struct ActivationFunction: Encodable, Sendable {
  /// The functions by name, each with the initialiser that suits a stack of it.
  enum Kind: String, CaseIterable, Encodable {
    case sigmoid, tanh, relu

    /// The function, recorded.
    func callAsFunction(_ x: Variable) -> Variable {
      switch self {
      case .sigmoid: Wengert.sigmoid(x)
      case .tanh: Wengert.tanh(x)
      case .relu: Wengert.relu(x)
      }
    }

    /// How the weights of a layer before it begin, by those who proposed it.
    var initializer: Initializer { self == .relu ? .heUniform : .glorotUniform }
  }

  /// Below this a unit passes on next to nothing of a gradient.
  static let saturation = 0.05

  let kind: Kind
  let x: [Double]
  let values: [Double]
  let slopes: [Double]

  /// The function at `count` places from -10 to 10.
  init(_ kind: Kind, count: Int) throws {
    self.kind = kind
    x = (0..<count).map { -10 + 20 * Double($0) / Double(count - 1) }
    let point = Tensor<Double>(x)
    values = try Program(inputs: [point.shape]) { [kind($0[0])] }.run([point])[0].scalars
    slopes = try gradient(at: point) { sum(kind($0)) }.scalars
  }

  /// The share of the places where the slope is next to nothing.
  var saturatedShare: Double {
    Double(slopes.count { $0.magnitude < Self.saturation }) / Double(slopes.count)
  }

  /// The stretches of places where the slope is next to nothing.
  var saturatedRanges: [ClosedRange<Double>] {
    var ranges: [ClosedRange<Double>] = []
    var start: Double?
    for (place, slope) in zip(x, slopes) {
      if slope.magnitude < Self.saturation {
        start = start ?? place
      } else if let first = start {
        ranges.append(first...place)
        start = nil
      }
    }
    if let start, let last = x.last { ranges.append(start...last) }
    return ranges
  }

  func plot() throws -> Plot {
    let (low, high) = (Swift.min(values.min() ?? 0, 0) - 0.05, kind == .relu ? 3.0 : 1.05)
    return try Plot(
      title: kind.rawValue, summary: "The function, its derivative, and where that is below 0.05.",
      x: Axis("x"),
      y: Axis(range: low...high), size: .small
    ) {
      for range in saturatedRanges {
        Band(
          [range.lowerBound, range.upperBound], [low, low], [high, high], label: "derivative below 0.05",
          color: .muted)
      }
      Line(x, values, label: "function")
      Line(x, slopes, label: "derivative")
    }
  }
}
