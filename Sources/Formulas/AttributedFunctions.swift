// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// The functions that take attributes: numbers that are no operands, such as axes.
enum AttributedFunctions {
  /// The function of a name, for so many operands and such attributes; `nil` when there is none.
  static func body(_ name: String, _ count: Int, _ attributes: [Formula.Attribute]) -> Functions.Body? {
    guard !attributes.isEmpty || withoutAttributes.contains(name) else { return nil }
    let values = Dictionary(attributes.map { ($0.label, $0.numbers) }) { first, _ in first }
    let wholes = values.mapValues { $0.map { Int(exactly: $0) ?? 0 } }
    return create(name, count, Attributes(numbers: values, wholes: wholes))
  }

  static let names: Set = [
    "reshape", "broadcast", "transpose", "slice", "place", "ones", "unit", "identity", "concatenate",
    "gather",
    "scatterAdd", "flipped", "diagonal", "diagonalMatrix", "cumulativeSum", "sum", "mean", "max", "min",
    "norm",
    "product", "logSumExp", "softmax", "logSoftmax", "leakyRelu", "elu", "clamp",
  ]

  private static let withoutAttributes: Set = ["diagonal", "diagonalMatrix"]

  /// The box of a variable between two corners.
  static func slice(_ x: Variable, from starts: [Int], to ends: [Int]) -> Variable {
    var part = x
    // An axis that there is not is left for the operation to refuse.
    for (axis, range) in zip(starts, ends).enumerated()
    where axis >= x.rank || range.0 != 0 || range.1 != x.shape[axis] {
      part = gather(part, at: Array(range.0..<range.1), along: axis)
    }
    return part
  }

  /// The attributes of a call by their labels.
  private struct Attributes {
    let numbers: [String: [Double]]
    let wholes: [String: [Int]]

    subscript(label: String) -> [Int]? { wholes[label] }
    /// Numbers that are extents of a shape.
    func extents(_ label: String) -> [Int]? {
      wholes[label].flatMap { AttributedFunctions.areExtents($0) ? $0 : nil }
    }
    var axes: Axes { .some(wholes["along"] ?? []) }
    var axis: Int { wholes["along"]?.first ?? -1 }
  }

  private static func create(_ name: String, _ count: Int, _ attributes: Attributes) -> Functions.Body? {
    shaping(name, attributes) ?? selecting(name, attributes) ?? reduction(name, attributes)
      ?? activation(name, attributes)
  }

  /// Whether numbers are extents of an array that fits into memory.
  private static func areExtents(_ numbers: [Int]) -> Bool {
    var count = 1
    for extent in numbers {
      guard extent >= 0, extent <= mostElements / max(1, count) else { return false }
      count *= extent
    }
    return true
  }

  /// The most elements of an array that a formula names.
  private static var mostElements: Int { 1 << 27 }

  /// A constant array that is called by its extents; `nil` for other names.
  static func constant(_ name: String, _ extents: [Int]) -> Tensor<Double>? {
    switch name {
    case "ones": areExtents(extents) ? Tensor(repeating: 1, shape: Shape(extents)) : nil
    case "identity": extents.first.flatMap { areExtents([$0, $0]) ? .identity($0) : nil }
    default: nil
    }
  }

  /// A function that takes an attribute; `nil` without it.
  private static func with<Attribute: Sendable>(
    _ attribute: Attribute?, _ function: @escaping @Sendable ([Variable], Attribute) -> Variable
  ) -> Functions.Body? {
    guard let attribute else { return nil }
    return { function($0, attribute) }
  }

  private static func shaping(_ name: String, _ attributes: Attributes) -> Functions.Body? {
    switch name {
    case "reshape": return with(attributes.extents("to")) { $0[0].reshaped(to: Shape($1)) }
    case "broadcast": return with(attributes.extents("to")) { $0[0].broadcast(to: Shape($1)) }
    case "transpose": return with(attributes["axes"]) { $0[0].transposed($1) }
    case "flipped":
      let axes = attributes.axes
      return { $0[0].flipped(along: axes) }
    case "diagonal":
      let offset = attributes["offset"]?.first ?? 0
      return { $0[0].diagonal(offset: offset) }
    case "diagonalMatrix":
      let offset = attributes["offset"]?.first ?? 0
      return { diagonalMatrix($0[0], offset: offset) }
    default: return nil
    }
  }

  private static func selecting(_ name: String, _ attributes: Attributes) -> Functions.Body? {
    let axis = attributes.axis
    switch name {
    case "unit":
      guard let place = attributes["at"]?.first, let extent = attributes.extents("in")?.first else {
        return nil
      }
      return { _ in Variable(Tensor((0..<extent).map { $0 == place ? 1 : 0 })) }
    case "slice":
      guard let starts = attributes["from"], let ends = attributes["to"],
        starts.count == ends.count, zip(starts, ends).allSatisfy({ 0 <= $0 && $0 <= $1 })
      else { return nil }
      return { slice($0[0], from: starts, to: ends) }
    case "place":
      guard let starts = attributes["at"], let target = attributes.extents("in") else { return nil }
      return { x in
        let after = zip(target, zip(starts, x[0].shape.extents)).map { $0 - $1.0 - $1.1 }
        return x[0].padded(before: starts, after: after)
      }
    case "concatenate": return { concatenate($0, along: axis) }
    case "gather": return with(attributes["at"]) { gather($0[0], at: $1, along: axis) }
    case "scatterAdd":
      guard let places = attributes["at"], let extent = attributes.extents("extent")?.first else {
        return nil
      }
      return { scatterAdd($0[0], at: places, along: axis, extent: extent) }
    default: return nil
    }
  }

  private static func reduction(_ name: String, _ attributes: Attributes) -> Functions.Body? {
    let (axes, axis) = (attributes.axes, attributes.axis)
    let isReversed = attributes["reversed"]?.first == 1
    switch name {
    case "sum": return { sum($0[0], along: axes) }
    case "mean": return { mean($0[0], along: axes) }
    case "max": return { max($0[0], along: axes) }
    case "min": return { min($0[0], along: axes) }
    case "norm": return { norm($0[0], along: axes) }
    case "product": return { product($0[0], along: axes) }
    case "logSumExp": return { logSumExp($0[0], along: axes) }
    case "softmax": return { softmax($0[0], along: axis) }
    case "logSoftmax": return { logSoftmax($0[0], along: axis) }
    case "cumulativeSum": return { cumulativeSum($0[0], along: axis, reversed: isReversed) }
    default: return nil
    }
  }

  private static func activation(_ name: String, _ attributes: Attributes) -> Functions.Body? {
    switch name {
    case "leakyRelu": return with(attributes.numbers["slope"]?.first) { leakyRelu($0[0], slope: $1) }
    case "elu": return with(attributes.numbers["alpha"]?.first) { elu($0[0], alpha: $1) }
    case "clamp":
      guard let ends = attributes.numbers["to"], ends.count == 2, ends[0] <= ends[1] else { return nil }
      return { clamp($0[0], to: ends[0]...ends[1]) }
    default: return nil
    }
  }
}
