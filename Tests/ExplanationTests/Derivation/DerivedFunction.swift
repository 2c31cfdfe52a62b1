// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import Testing

/// A function whose derivation is printed, read back and compared with the tape.
struct DerivedFunction: Sendable, CustomTestStringConvertible {
  let name: String
  let inputs: [(name: String, shape: Shape)]
  let range: ClosedRange<Double>
  let body: @Sendable ([Variable]) -> Variable

  init(
    _ name: String, _ inputs: KeyValuePairs<String, Shape>, in range: ClosedRange<Double> = -1.5...1.5,
    _ body: @escaping @Sendable ([Variable]) -> Variable
  ) {
    self.name = name
    self.inputs = inputs.map { ($0.key, $0.value) }
    self.range = range
    self.body = body
  }

  var testDescription: String { name }

  func program() throws -> Program {
    try Program(inputs: inputs.map(\.shape), named: inputs.map(\.name)) { [body($0)] }
  }

  // MARK: Functions

  static let scalars: [DerivedFunction] = [
    DerivedFunction("product and sine", ["x": [], "y": []]) { $0[0] * sin($0[1]) + $0[0] },
    DerivedFunction("quotient", ["x": [], "y": []], in: 0.5...2) { $0[0] / $0[1] + 1 / $0[0] },
    DerivedFunction("powers", ["x": []], in: 0.5...2) { pow($0[0], 3) + pow($0[0], -2) + pow($0[0], 0.5) },
    DerivedFunction("variable exponent", ["x": [], "a": []], in: 0.5...2) { pow($0[0], $0[1]) },
    DerivedFunction("exponentials", ["x": []], in: 0.5...2) {
      exp($0[0]) * log($0[0]) - expm1($0[0]) / log1p($0[0])
    },
    DerivedFunction("roots", ["x": [], "y": []], in: 0.5...2) { sqrt($0[0] * $0[1]) + hypot($0[0], $0[1]) },
    DerivedFunction("trigonometry", ["x": []], in: -0.9...0.9) {
      tan($0[0]) + asin($0[0]) * acos($0[0]) + atan($0[0])
    },
    DerivedFunction("hyperbolics", ["x": []], in: 1.2...2) {
      sinh($0[0]) + cosh($0[0]) + tanh($0[0]) + asinh($0[0]) + acosh($0[0]) + atanh(1 / $0[0])
    },
    DerivedFunction("activations", ["x": []]) {
      sigmoid($0[0]) + softplus($0[0]) + relu($0[0]) + gelu($0[0]) + silu($0[0])
    },
    DerivedFunction("leaky activations", ["x": []]) {
      leakyRelu($0[0]) + elu($0[0], alpha: 0.7) + erf($0[0])
    },
    DerivedFunction("kinks", ["x": [], "y": []]) { abs($0[0]) * max($0[0], $0[1]) + min($0[0], $0[1]) },
    DerivedFunction("angle", ["x": [], "y": []]) { atan2($0[0], $0[1]) },
    DerivedFunction("clamp", ["x": [4]]) { sum(clamp($0[0], to: -1...0.5) * $0[0]) },
    DerivedFunction("reuse", ["x": []]) { v in
      let s = sin(v[0]).named("s")
      return s * s * s + s
    },
  ]

  static let vectors: [DerivedFunction] = [
    DerivedFunction("sum of squares", ["x": [5]]) { sum($0[0] * $0[0]) },
    DerivedFunction("mean", ["x": [6]]) { mean($0[0]) },
    DerivedFunction("variance", ["x": [6]]) { variance($0[0]) },
    DerivedFunction("scalar product", ["x": [4], "y": [4]]) { dot($0[0], $0[1]) * sum($0[0]) },
    DerivedFunction("outer product", ["x": [3], "y": [4]]) { sum(sin(outer($0[0], $0[1]))) },
    DerivedFunction("norm", ["x": [4]]) { norm($0[0]) },
    DerivedFunction("largest", ["x": [5]]) { max($0[0]) * min($0[0]) },
    DerivedFunction("product of elements", ["x": [3]]) { product($0[0]) },
    DerivedFunction("logarithm of a sum", ["x": [4]]) { logSumExp(2 * $0[0]) },
    DerivedFunction("softmax", ["x": [4], "c": [4]]) { dot(softmax($0[0]), $0[1]) },
    DerivedFunction("cross entropy", ["x": [4], "t": [4]], in: 0.1...1) { -sum($0[1] * logSoftmax($0[0])) },
    DerivedFunction("elements", ["x": [4]]) { $0[0][0] * $0[0][2] + sin($0[0][0]) },
    DerivedFunction("ranges", ["x": [5]]) { sum($0[0][1..<4] * $0[0][2..<5]) },
    DerivedFunction("concatenation", ["x": [3], "y": [2]]) {
      sum(pow(concatenate([$0[0], $0[1], 1]), 2) * sum($0[1]))
    },
    DerivedFunction("stack", ["x": [], "y": []]) { norm(stack([$0[0] * $0[1], exp($0[1]), $0[0]])) },
    DerivedFunction("gathering", ["x": [4]]) {
      sum(gather($0[0], at: [1, 1, 3]) * gather($0[0], at: [0, 2, 2]))
    },
    DerivedFunction("cumulative sum", ["x": [4]]) { sum(pow(cumulativeSum($0[0]), 2)) },
    DerivedFunction("reversal", ["x": [4]]) { sum($0[0].flipped(along: 0) * exp($0[0])) },
    DerivedFunction("choice", ["x": [4]]) { sum(select($0[0] > 0.3, $0[0] * $0[0], -2 * $0[0])) },
    DerivedFunction("constant arrays", ["x": [3]]) { sum($0[0] * Tensor([1, 2, 3]) / (1 + $0[0] * $0[0])) },
    DerivedFunction("long constants", ["x": [12]]) { v in
      sum(v[0] * Tensor((0..<12).map { Double($0) / 7 }) * v[0])
    },
    DerivedFunction("stopped gradient", ["x": [3], "y": [3]]) { sum($0[0] * stopGradient($0[0] * $0[1])) },
  ]

  static let matrices: [DerivedFunction] = [
    DerivedFunction("matrix times vector", ["A": [3, 4], "x": [4]]) { sum(sin(matmul($0[0], $0[1]))) },
    DerivedFunction("vector times matrix", ["A": [3, 4], "x": [3]]) { sum(pow(matmul($0[1], $0[0]), 2)) },
    DerivedFunction("product of matrices", ["A": [2, 3], "B": [3, 4]]) { sum(tanh(matmul($0[0], $0[1]))) },
    DerivedFunction("chain of products", ["A": [2, 3], "B": [3, 3], "x": [3]]) {
      sum(pow(matmul($0[0], matmul($0[1], $0[2])), 2))
    },
    DerivedFunction("transposed factors", ["A": [3, 2], "B": [4, 3]]) {
      sum(exp(matmul($0[0], $0[1], transposing: [.left, .right])))
    },
    DerivedFunction("quadratic form", ["A": [4, 4], "x": [4]]) { dot($0[1], matmul($0[0], $0[1])) },
    DerivedFunction("least squares", ["A": [5, 3], "x": [3], "b": [5]]) {
      sum(pow(matmul($0[0], $0[1]) - $0[2], 2)) / 2
    },
    DerivedFunction("trace", ["A": [3, 3], "B": [3, 3]]) { trace(matmul($0[0], $0[1])) },
    DerivedFunction("diagonal", ["A": [3, 3], "x": [3]]) { sum($0[0].diagonal() * exp($0[1])) },
    DerivedFunction("bias by rows", ["X": [5, 3], "W": [3, 2], "b": [2]]) {
      sum(sigmoid(matmul($0[0], $0[1]) + $0[2]))
    },
    DerivedFunction("bias by columns", ["W": [2, 3], "X": [3, 5], "b": [2, 1]]) {
      sum(sigmoid(matmul($0[0], $0[1]) + $0[2]))
    },
    DerivedFunction("sums along axes", ["A": [3, 4]]) {
      dot(sum($0[0], along: 0), mean(exp($0[0]), along: 0))
    },
    DerivedFunction("softmax of rows", ["A": [3, 4], "C": [3, 4]]) { sum(softmax($0[0]) * $0[1]) },
    DerivedFunction("softmax of columns", ["A": [3, 4], "C": [3, 4]]) {
      sum(softmax($0[0], along: 0) * $0[1])
    },
    DerivedFunction("logarithms of sums of rows", ["A": [3, 4]]) { sum(pow(logSumExp($0[0], along: 1), 2)) },
    DerivedFunction("norms of rows", ["A": [3, 4]]) { sum(norm($0[0], along: 1)) },
    DerivedFunction("rows", ["A": [3, 4]]) { sum($0[0][0] * $0[0][2]) + $0[0][1, 3] },
    DerivedFunction("columns", ["A": [3, 4]]) { sum($0[0][0..., 1] * exp($0[0][0..., -1])) },
    DerivedFunction("boxes", ["A": [3, 4]]) { sum(pow($0[0][1..<3, 0..<2], 3)) },
    DerivedFunction("blocks", ["A": [2, 2], "B": [2, 2]]) {
      sum(sin(matmul(concatenate([$0[0], $0[1]], along: 1), concatenate([$0[1], $0[0]]))))
    },
    DerivedFunction("solution", ["A": [3, 3], "b": [3]], in: 0.5...2) { v in
      sum(pow(solve(v[0] + 4 * Tensor<Double>.identity(3), v[1]), 2))
    },
    DerivedFunction("determinant", ["A": [3, 3]], in: 0.1...1) {
      logDeterminant($0[0] + 3 * Tensor<Double>.identity(3))
    },
    DerivedFunction("inverse", ["A": [3, 3]], in: 0.1...1) {
      sum(inverse($0[0] + 3 * Tensor<Double>.identity(3)))
    },
    DerivedFunction("einsum", ["A": [3, 4], "B": [4, 2]]) { sum(pow(einsum("ij,jk->ik", $0[0], $0[1]), 2)) },
    DerivedFunction("reshape", ["x": [6]]) {
      sum(sin(matmul($0[0].reshaped(to: [2, 3]), $0[0].reshaped(to: [3, 2]))))
    },
    DerivedFunction("names with marks", ["W*": [2, 3], "h'": [3], "ẑ": [2]]) { v in
      let product = matmul(v[0], v[1]).named("H*")
      return sum(pow(tanh(product) - v[2], 2)) + sum(product * v[2])
    },
  ]

  // MARK: Networks

  static let networks: [DerivedFunction] = [
    DerivedFunction("one layer", ["W": [2, 3], "b": [2], "y": [3], "z": [2]]) { v in
      let output = sigmoid(matmul(v[0], v[2]) + v[1]).named("ẑ")
      return sum(pow(output - v[3], 2))
    },
    DerivedFunction(
      "bias from activation", ["W1": [5, 6], "W2": [4, 5], "W3": [3, 4], "y": [6], "z": [3]]
    ) { v in
      let h = matmul(v[0], v[3]).named("h*")
      let h0 = sigmoid(h[0]).named("h0")
      let units = tanh(matmul(v[1], h) + h0).named("H*")
      let output = tanh(matmul(v[2], units) + units[0]).named("ẑ")
      return sum(pow(output - v[4], 2))
    },
    DerivedFunction(
      "classifier", ["W1": [4, 2], "b1": [4], "W2": [3, 4], "b2": [3], "x": [2], "t": [3]], in: 0.1...1
    ) { v in
      let hidden = tanh(matmul(v[0], v[4]) + v[1]).named("h")
      return -sum(v[5] * logSoftmax(matmul(v[2], hidden) + v[3]))
    },
    DerivedFunction(
      "batch of rows", ["X": [7, 3], "W1": [3, 4], "b1": [4], "W2": [4, 2], "b2": [2], "Z": [7, 2]]
    ) { v in
      let hidden = relu(matmul(v[0], v[1]) + v[2]).named("H")
      return mean(pow(matmul(hidden, v[3]) + v[4] - v[5], 2))
    },
    DerivedFunction("residual block", ["W1": [3, 3], "W2": [3, 3], "x": [3], "z": [3]]) { v in
      let first = (v[2] + tanh(matmul(v[0], v[2]))).named("a")
      let second = (first + tanh(matmul(v[1], first))).named("b")
      return sum(pow(second - v[3], 2)) / 2
    },
    DerivedFunction("shortcuts", ["U": [3, 2], "V": [2, 5], "w": [7], "x": [2]]) { v in
      let first = concatenate([v[3], sigmoid(matmul(v[0], v[3]))]).named("s")
      let second = concatenate([first, sigmoid(matmul(v[1], first))]).named("t")
      return pow(dot(v[2], second) - 1, 2)
    },
    DerivedFunction("attention", ["Q": [3, 4], "K": [5, 4], "V": [5, 2]]) { v in
      let weights = softmax(matmul(v[0], v[1], transposing: .right) / 2).named("A")
      return sum(pow(matmul(weights, v[2]), 2))
    },
    DerivedFunction("recurrence", ["W": [3, 3], "U": [3, 2], "X": [4, 2]]) { v in
      var state = tanh(matmul(v[1], v[2][0]))
      for time in 1..<4 { state = tanh(matmul(v[0], state) + matmul(v[1], v[2][time])) }
      return sum(state * state)
    },
  ]
}
