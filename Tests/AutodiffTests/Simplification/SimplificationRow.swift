// SPDX-License-Identifier: Apache-2.0
import Tensors

@testable import Autodiff

/// An identity: a function, and its list as a person would write it.
struct SimplificationRow: CustomStringConvertible, Sendable {
  let description: String
  let shapes: [Shape]
  /// The lines after the inputs, without the shapes.
  let expected: String
  let body: @Sendable ([Variable]) -> [Variable]

  /// A function of two numbers `x` and `y`.
  init(
    _ description: String, _ expected: String, _ body: @escaping @Sendable ([Variable]) -> Variable
  ) {
    self.init(description, [.scalar, .scalar], expected, body)
  }

  /// A function of variables `x` and `y` of the given shapes.
  init(
    _ description: String, _ shapes: [Shape], _ expected: String,
    _ body: @escaping @Sendable ([Variable]) -> Variable
  ) {
    self.description = description
    self.shapes = shapes
    self.expected = expected
    self.body = { [body($0)] }
  }

  func program() throws -> Program { try Program(inputs: shapes, named: ["x", "y"], body) }
}

extension SimplificationRow {
  static let all = arithmetic + constants + broadcasts + views + boxes + sums + products + shared

  private static let arithmetic: [Self] = [
    Self("x + 0", "return x") { $0[0] + 0 },
    Self("0 + x", "return x") { 0 + $0[0] },
    Self("x - 0", "return x") { $0[0] - 0 },
    Self("0 - x", "v2 = -x; return v2") { 0 - $0[0] },
    Self("x + (-y)", "v2 = x - y; return v2") { $0[0] + -$0[1] },
    Self("(-x) + y", "v2 = y - x; return v2") { -$0[0] + $0[1] },
    Self("x - (-y)", "v2 = x + y; return v2") { $0[0] - -$0[1] },
    Self("-(-x)", "return x") { -(-$0[0]) },
    Self("-(x - y)", "v2 = y - x; return v2") { -($0[0] - $0[1]) },
    Self("-(2 x)", "v3 = -2.0 * x; return v3") { -(2 * $0[0]) },
    Self("x · 1", "return x") { $0[0] * 1 },
    Self("1 · x", "return x") { 1 * $0[0] },
    Self("x · (-1)", "v2 = -x; return v2") { $0[0] * -1 },
    Self("0 · x stays: 0 · ∞ is NaN", "v3 = 0.0 * x; return v3") { 0 * $0[0] },
    Self("3 · (2 x)", "v3 = 6.0 * x; return v3") { 3 * (2 * $0[0]) },
    Self("0.5 · (8 x) stays: 8 x may overflow", "v3 = 8.0 * x; v5 = 0.5 * v3; return v5") {
      0.5 * (8 * $0[0])
    },
    Self("0.5 x + 0.5 x", "return x") { 0.5 * $0[0] + 0.5 * $0[0] },
    Self("(-x) (-y)", "v2 = x * y; return v2") { -$0[0] * -$0[1] },
    Self("x - (-x) y", "v2 = x * y; v3 = x + v2; return v3") { $0[0] - -$0[0] * $0[1] },
    Self("x / 1", "return x") { $0[0] / 1 },
    Self("x / (-1)", "v2 = -x; return v2") { $0[0] / -1 },
    Self("(-x) / (-y)", "v2 = x / y; return v2") { -$0[0] / -$0[1] },
    Self("x / x stays", "v2 = x / x; return v2") { $0[0] / $0[0] },
    Self("x - x stays: ∞ - ∞ is NaN", "v2 = x - x; return v2") { $0[0] - $0[0] },
    Self("x¹", "return x") { pow($0[0], 1) },
    Self("x⁰", "return 1.0") { pow($0[0], $0[0].constant(0)) },
    Self("x², as a power with a constant", "v2 = x * x; return v2") { pow($0[0], $0[0].constant(2)) },
    Self("x^0.5 stays: of -∞ it is ∞", "v3 = pow(x, 0.5); return v3") { pow($0[0], 0.5) },
    Self("a known choice", "return y") { select(0, $0[0], $0[1]) },
    Self("a choice between equals", "v2 = sin(y); return v2") { select($0[0], sin($0[1]), sin($0[1])) },
    Self("stopped twice", "v2 = stopGradient(x); return v2") { stopGradient(stopGradient($0[0])) },
  ]

  private static let constants: [Self] = [
    Self("a number of numbers", "v3 = 7.0 * x; return v3") { (1 + 2 * Variable(3)) * $0[0] },
    Self("a function of a number", "v3 = 1.0 + x; return v3") { exp(Variable(0)) + $0[0] },
    Self("a choice among numbers", "return y") { select(Variable(2) .== 3, $0[0], $0[1]) },
    Self("a product of constants", [[2]], "constant v1; v2 = v1 * x; return v2") {
      matmul([[1, 2], [3, 4]] as Tensor<Double>, Variable([1, 1])) * $0[0]
    },
    Self("equal numbers are one", "v3 = 2.0 * x; v4 = 2.0 * y; v5 = v3 * v4; return v5") {
      (2 * $0[0]) * (2 * $0[1])
    },
  ]

  private static let broadcasts: [Self] = [
    Self("ones times x", [[3]], "return x") { Variable(1).broadcast(to: [3]) * $0[0] },
    Self("a tensor of zeros", [[3]], "return x") { $0[0] + Tensor<Double>.zeros([3]) },
    Self("a repeated row", [[3], [2, 3]], "v2 = x + y; return v2") {
      $0[0].broadcast(to: [2, 3]) + $0[1]
    },
    Self("a row as a matrix", [[3], [2, 3]], "v2 = x + y; return v2") { $0[0].reshaped(to: [1, 3]) + $0[1] },
    Self(
      "a function of what is repeated", [[3]], "v1 = sin(x); v2 = broadcast(v1, to: [2, 3]); return v2"
    ) {
      sin($0[0].broadcast(to: [2, 3]))
    },
    Self("repeated twice", [[3]], "v1 = broadcast(x, to: [4, 2, 3]); return v1") {
      $0[0].broadcast(to: [2, 3]).broadcast(to: [4, 2, 3])
    },
  ]

  private static let views: [Self] = [
    Self("another shape twice", [[6]], "v1 = reshape(x, to: [3, 2]); return v1") {
      $0[0].reshaped(to: [2, 3]).reshaped(to: [3, 2])
    },
    Self("another shape and back", [[6]], "return x") { $0[0].reshaped(to: [2, 3]).flattened() },
    Self("transposed twice", [[2, 3]], "return x") { $0[0].transposed().transposed() },
    Self("axes moved twice", [[2, 3, 4]], "v1 = transpose(x, [2, 0, 1]); return v1") {
      $0[0].transposed([1, 2, 0]).transposed([1, 2, 0])
    },
    Self("a column from a row", [[1, 3]], "v1 = reshape(x, to: [3, 1]); return v1") { $0[0].transposed() },
    Self("repeated numbers have any shape", [[]], "v1 = broadcast(x, to: [6]); return v1") {
      $0[0].broadcast(to: [2, 3]).transposed().flattened()
    },
  ]

  private static let boxes: [Self] = [
    Self("all of it", [[3]], "return x") { $0[0][0..<3] },
    Self("a box of a box", [[9]], "v1 = x[3..<5]; return v1") { $0[0][1..<8][2..<4] },
    Self("a box of what is repeated", [[4]], "v1 = x[1..<3]; v2 = reshape(v1, to: [1, 2]); return v2") {
      slice($0[0].broadcast(to: [3, 4]), at: [1, 1], [1, 2])
    },
    Self("a box of one part", [[3], [4]], "v2 = y[1..<3]; return v2") { concatenate([$0[0], $0[1]])[4..<6] },
    Self("a whole part", [[3], [4]], "return x") { concatenate([$0[0], $0[1]])[0..<3] },
    Self("one part", [[3]], "return x") { concatenate([$0[0]]) },
    Self("parts in a row", [[2], [3]], "v2 = concatenate(y, x); return v2") {
      place([$0[0], $0[1]], at: [[3], [0]], in: [5])
    },
    Self("zeros in a box", [[2], [2]], "v2 = place(y at [0], in: [5]); return v2") {
      place([Variable(0).broadcast(to: [2]), $0[1]], at: [[3], [0]], in: [5])
    },
    Self("what lies in a box", [[2], [2]], "return x") {
      place([$0[0], $0[1]], at: [[3], [0]], in: [6])[3..<5]
    },
    Self("what lies in none", [[2], [2]], "v3 = broadcast(0.0, to: [1]); return v3") {
      place([$0[0], $0[1]], at: [[3], [0]], in: [6])[2..<3]
    },
  ]

  private static let sums: [Self] = [
    Self("of one element", [[1, 3, 1]], "v1 = reshape(x, to: [3]); return v1") { sum($0[0], along: [0, 2]) },
    Self("of sums", [[2, 3, 4]], "v1 = sum(x, along: [0, 2]); return v1") {
      sum(sum($0[0], along: [2]), along: [0])
    },
    Self("of equal terms", [[]], "v2 = 6.0 * x; return v2") { sum($0[0].broadcast(to: [2, 3])) },
    Self("of no terms", [[]], "v1 = broadcast(x, to: [0]); v2 = sum(v1, along: [0]); return v2") {
      sum($0[0].broadcast(to: [0]))
    },
  ]

  private static let products: [Self] = [
    Self("aᵀ b", [[3, 2], [3, 4]], "v2 = xᵀ @ y; return v2") { matmul($0[0].transposed(), $0[1]) },
    Self("aᵀᵀ b", [[2, 3], [3, 4]], "v2 = x @ y; return v2") {
      matmul($0[0].transposed(), $0[1], transposing: .left)
    },
    Self("a bᵀ of stacks", [[5, 2, 3], [5, 4, 3]], "v2 = x @ yᵀ; return v2") {
      matmul($0[0], $0[1].transposed([0, 2, 1]))
    },
    Self("(a b)ᵀ", [[2, 3], [3, 4]], "v2 = yᵀ @ xᵀ; return v2") { matmul($0[0], $0[1]).transposed() },
  ]

  private static let shared: [Self] = [
    Self("once", "v2 = sin(x); v3 = v2 * v2; return v3") { sin($0[0]) * sin($0[0]) },
    Self("in either order", "v2 = x * y; v3 = v2 / v2; return v3") { v in
      let (a, b) = (v[0] * v[1], v[1] * v[0])
      return a / b
    },
    Self("equal attributes", [[3]], "v1 = sum(x, along: [0]); v2 = v1 / v1; return v2") {
      sum($0[0]) / sum($0[0])
    },
  ]
}
