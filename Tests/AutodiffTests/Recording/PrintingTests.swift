// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import Testing

@Suite struct PrintingTests {
  @Test("a net, and its gradient by the weights, as Wengert lists") func net() throws {
    let net = try Program(inputs: [[4, 3], [2, 4], [3]], named: ["W1", "W2", "y"]) { v in
      let h = matmul(v[0], v[2]).named("h*")
      let h0 = sigmoid(h[0])
      return [tanh(matmul(v[1], h) + h0).named("H")]
    }
    #expect(
      net.description == """
        input W1   [4, 3]
        input W2   [2, 4]
        input y   [3]
        v3 = reshape(y, to: [3, 1])   [3, 1]
        v4 = W1 @ v3   [4, 1]
        h* = reshape(v4, to: [4])   [4]
        v6 = h*[0..<1]   [1]
        v7 = reshape(v6, to: [])   []
        v8 = sigmoid(v7)   []
        v9 = reshape(h*, to: [4, 1])   [4, 1]
        v10 = W2 @ v9   [2, 1]
        v11 = reshape(v10, to: [2])   [2]
        v12 = v11 + v8   [2]
        H = tanh(v12)   [2]
        return H
        """)
    let square = try Program(inputs: [[2]], named: ["x"]) { [sum($0[0] * $0[0] - 1)] }
    #expect(
      try square.valueWithGradient().description == """
        input x   [2]
        v1 = x * x   [2]
        v3 = v1 - 1.0   [2]
        v4 = sum(v3, along: [0])   []
        v6 = reshape(1.0, to: [1])   [1]
        v7 = broadcast(v6, to: [2])   [2]
        v8 = v7 * x   [2]
        v9 = v7 * x   [2]
        v10 = v8 + v9   [2]
        return v4, v10
        """)
  }

  typealias Body = @Sendable ([Variable]) -> Variable
  /// The notation of each operation on a and b.
  static let lines: [(text: String, body: Body)] = [
    ("a + b", { $0[0] + $0[1] }), ("a - b", { $0[0] - $0[1] }), ("a * b", { $0[0] * $0[1] }),
    ("a / b", { $0[0] / $0[1] }), ("-a", { -$0[0] }), ("pow(a, b)", { pow($0[0], $0[1]) }),
    ("exp(a)", { exp($0[0]) }),
    ("sqrt(a)", { sqrt($0[0]) }), ("max(a, b)", { max($0[0], $0[1]) }),
    ("max(a, along: [0, 1])", { max($0[0]) }),
    ("a < b", { $0[0] < $0[1] }), ("b < a", { $0[0] > $0[1] }), ("a <= b", { $0[0] <= $0[1] }),
    ("a == b", { $0[0] .== $0[1] }), ("select(a, b, 2.0)", { select($0[0], $0[1], 2) }),
    ("aᵀ @ b", { matmul($0[0], $0[1], transposing: .left) }),
    ("a @ bᵀ", { matmul($0[0], $0[1], transposing: .right) }), ("transpose(a)", { $0[0].transposed() }),
    ("a[0..<2, 1..<2]", { $0[0][0..., 1..<2] }), ("concatenate(a, b)", { concatenate($0) }),
    ("stopGradient(a)", { stopGradient($0[0]) }), ("pow(a, 3)", { pow($0[0], 3) }),
    ("1 / a", { 1 / $0[0] }), ("leakyRelu(a, slope: 0.25)", { leakyRelu($0[0], slope: 0.25) }),
    ("elu(a, alpha: 1.0)", { elu($0[0]) }), ("clamp(a, to: -1.0...2.0)", { clamp($0[0], to: -1...2) }),
    ("product(a, along: [1])", { product($0[0], along: 1) }),
    ("norm(a, along: [0])", { norm($0[0], along: 0) }),
    ("softmax(a, along: 1)", { softmax($0[0]) }),
    ("logSoftmax(a, along: 0)", { logSoftmax($0[0], along: 0) }),
    ("cumulativeSum(a, along: 1)", { cumulativeSum($0[0]) }),
    ("cumulativeSum(a, along: 0, reversed: true)", { cumulativeSum($0[0], along: 0, reversed: true) }),
  ]

  @Test("the notation of operations", arguments: lines.indices) func notation(_ number: Int) throws {
    let (text, body) = Self.lines[number]
    let program = try Program(inputs: [[2, 2], [2, 2]], named: ["a", "b"]) { [body($0)] }
    let line = program.description.split(separator: "\n").first { $0.contains(" = ") }
    #expect(
      line?.split(separator: " = ").last?.hasPrefix(text + "   [") == true, "\(line ?? "") instead of \(text)"
    )
  }
}
