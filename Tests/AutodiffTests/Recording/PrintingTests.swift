// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@testable import Autodiff

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
    ("sqrt(a)", { sqrt($0[0]) }), ("max(a, b)", { max($0[0], $0[1]) }), ("max(a)", { max($0[0]) }),
    ("a < b", { $0[0] < $0[1] }), ("b < a", { $0[0] > $0[1] }), ("a <= b", { $0[0] <= $0[1] }),
    ("a == b", { $0[0] .== $0[1] }), ("select(a, b, 2.0)", { select($0[0], $0[1], 2) }),
    ("aᵀ @ b", { matmul($0[0], $0[1], transposing: .left) }),
    ("a @ bᵀ", { matmul($0[0], $0[1], transposing: .right) }), ("transpose(a)", { $0[0].transposed() }),
    ("a[0..<2, 1..<2]", { $0[0][0..., 1..<2] }), ("concatenate(a, b)", { concatenate($0) }),
    ("stopGradient(a)", { stopGradient($0[0]) }),
    ("flipped(a, along: [0, 1])", { $0[0].flipped(along: .all) }),
    ("gather(a, at: [1, 0], along: 1)", { gather($0[0], at: [-1, 0], along: 1) }),
    (
      "gather(a, at: [0, 1, 0, 1, 0, 1, ...], along: 0)",
      { gather($0[0], at: (0..<9).map { $0 % 2 }) }
    ),
    (
      "scatterAdd(a, at: [4, 0], along: 0, extent: 5)",
      { scatterAdd($0[0], at: [4, 0], extent: 5) }
    ),
    ("diagonal(a)", { $0[0].diagonal() }), ("diagonal(a, offset: -1)", { $0[0].diagonal(offset: -1) }),
    ("diagonalMatrix(a, offset: 1)", { diagonalMatrix($0[0], offset: 1) }),
    (
      "triangularSolve(lower(a), b)",
      { triangularSolve($0[0], $0[1], lower: true) }
    ),
    (
      "triangularSolve(upper(a)ᵀ, b)",
      { triangularSolve($0[0], $0[1], lower: false, transposing: true) }
    ), ("factors(a)", { solve($0[0], $0[1]) }),
    ("place(a at [1, 0], in: [3, 2])", { $0[0].padded(before: [1, 0], after: [0, 0]) }),
    ("unfold(a, 2x1)", { maxPool2d($0[0], size: [2, 1]) }),
  ]

  @Test("the notation of operations", arguments: lines.indices) func notation(_ number: Int) throws {
    let (text, body) = Self.lines[number]
    let program = try Program(inputs: [[2, 2], [2, 2]], named: ["a", "b"]) { [body($0)] }
    let line = program.description.split(separator: "\n").first { $0.contains(" = ") }
    #expect(
      line?.split(separator: " = ").last?.hasPrefix(text + "   [") == true, "\(line ?? "") instead of \(text)"
    )
  }

  @Test("systems, and their gradients, as Wengert lists") func systems() throws {
    let system = try Program(inputs: [[2, 2], [2, 2]], named: ["A", "B"]) { v in
      [logDeterminant(v[0]) + sum(solve(v[0], v[1]))]
    }
    #expect(
      system.description == """
        input A   [2, 2]
        input B   [2, 2]
        v2 = factors(A)   [3, 2]
        v3 = logDeterminant(A)   []
        v4 = factors(A)   [3, 2]
        v5 = solve(A, B)   [2, 2]
        v6 = sum(v5, along: [0, 1])   []
        v7 = v3 + v6   []
        return v7
        """)
    #expect(Solve(transposing: true).notation(of: ["A", "b", "f"], in: .text) == "solve(Aᵀ, b)")
    #expect(Solve(transposing: true).notation(of: ["A", "b", "f"], in: .latex) == "A^{-\\top} b")
    #expect(LogDeterminant().notation(of: ["A", "f"], in: .latex) == "\\log \\left|\\det A\\right|")
  }
}
