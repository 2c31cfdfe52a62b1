// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Formulas
import Foundation
import Tensors
import Testing

/// Values of formulas against the same by hand.
@Suite("Formulas") struct FormulaTests {
  private static let point: [(name: String, value: Tensor<Double>)] = [
    ("s", 0.4), ("x", [0.3, -0.7]), ("u", [1, 2, 4]), ("A", [[1, 2], [3, 5]]),
    ("H*", [[2, 0, 1], [1, 1, 1]]),
  ]

  private static func value(_ formula: Formula, of text: String) throws -> Tensor<Double> {
    let names = point.map(\.name)
    return try Program(at: point.map(\.value), named: names) { variables in
      [try formula.record(Dictionary(uniqueKeysWithValues: zip(names, variables)), in: text)]
    }
    .run(point.map(\.value))[0]
  }

  private func check(_ formula: Formula, _ text: String, _ expected: Tensor<Double>) throws {
    let value = try Self.value(formula, of: text)
    #expect(value.shape == expected.shape, "\(text)")
    for (a, b) in zip(value.scalars, expected.scalars) {
      #expect((a - b).magnitude <= 1e-14 * max(1, b.magnitude), "\(text) = \(value)")
    }
  }

  private func check(matrixNotation text: String, _ expected: Tensor<Double>) throws {
    try check(Formula(matrixNotation: text, names: Self.point.map(\.name)), text, expected)
  }

  private typealias Row = (text: String, value: Tensor<Double>)

  @Test("Signs, powers, products, lists and indices")
  func arithmetic() throws {
    let rows: [Row] = [
      ("-2^2", -4), ("2^-1", 0.5), ("2^3^2", 512), ("2**3", 8), ("8/4/2", 1), ("7-4-2", 1), ("--3", 3),
      ("+-3 + 1", -2), ("1e2 + .5", 100.5), ("2E-1*5", 1), ("pi", Tensor(Double.pi)), ("log(e)", 1),
      ("s*x", [0.12, -0.28]), ("A@x", [-1.1, -2.6]), ("A[1]", [3, 5]), ("A[1, 0]", 3), ("x[1]^2", 0.49),
      ("[s, 1, x[0]]", [0.4, 1, 0.3]), ("(A - 1)[0][1]", 1),
    ]
    for (text, expected) in rows { try check(Formula(text), text, expected) }
  }

  @Test("A scalar has no elements, and ranges are of the matrix notation")
  func refused() throws {
    let error = #expect(throws: FormulaError.self) { try Self.value(Formula("x^s[0]"), of: "x^s[0]") }
    #expect(error?.column == 4 && error?.reason == "there is no element [0] in a value of shape []")
    #expect(throws: FormulaError.self) { try Formula("u[0..<2]") }
  }

  @Test("Functions of one number")
  func functions() throws {
    let functions: [(String, (Double) -> Double)] = [
      ("sin", sin), ("cos", cos), ("tan", tan), ("asin", asin), ("acos", acos), ("atan", atan),
      ("sinh", sinh), ("cosh", cosh), ("tanh", tanh), ("asinh", asinh), ("atanh", atanh), ("exp", exp),
      ("expm1", expm1), ("log", log), ("log1p", log1p), ("sqrt", { $0.squareRoot() }), ("abs", abs),
      ("sign", { _ in 1 }), ("erf", erf), ("erfc", erfc), ("sigmoid", { 1 / (1 + exp(-$0)) }),
      ("softplus", { log1p(exp($0)) }), ("relu", { $0 }),
      ("gelu", { $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()) }),
      ("silu", { $0 / (1 + exp(-$0)) }), ("elu", { $0 }), ("leakyRelu", { $0 }),
    ]
    for (name, function) in functions {
      try check(Formula("\(name)(s)"), "\(name)(s)", Tensor(function(0.4)))
    }
    try check(Formula("acosh(1 + s)"), "acosh(1 + s)", Tensor(acosh(1.4)))
    try check(Formula("elu(-s)"), "elu(-s)", Tensor(expm1(-0.4)))
    try check(Formula("relu(x)"), "relu(x)", [0.3, 0])
    try check(Formula("leakyRelu(-s)"), "leakyRelu(-s)", -0.004)
    try check(Formula("sign(x)"), "sign(x)", [1, -1])
  }

  @Test("Functions of arrays")
  func arrays() throws {
    let total = exp(1.0) + exp(2.0) + exp(4.0)
    let rows: [Row] = [
      ("sum(u)", 7), ("mean(u)", Tensor(7.0 / 3)), ("max(u)", 4), ("min(u)", 1), ("product(u)", 8),
      ("norm(u)", Tensor(21.0.squareRoot())), ("logSumExp(u)", Tensor(log(total))),
      ("variance(x)", 0.25), ("max(u, 2)", [2, 2, 4]), ("min(u, 2)", [1, 2, 2]), ("pow(u, 2)", [1, 4, 16]),
      ("atan2(s, x[0])", Tensor(atan2(0.4, 0.3))), ("hypot(s, x[0])", 0.5), ("dot(u, u)", 21),
      ("outer(x, x)[0]", [0.09, -0.21]), ("matmul(A, A)", [[7, 12], [18, 31]]),
      ("solve(A, [1, 2])", [-1, 1]), ("select(s, 2, 3)", 2), ("select(0*s, 2, 3)", 3),
      ("transpose(A)", [[1, 3], [2, 5]]), ("inverse(A)", [[-5, 2], [3, -1]]), ("trace(A)", 6),
      ("logDeterminant([[2, 0], [0, 3]])", Tensor(log(6.0))),
      ("softmax(u)", Tensor([1.0, 2, 4].map { exp($0) / total })),
      ("logSoftmax(u)", Tensor([1.0, 2, 4].map { $0 - log(total) })),
    ]
    for (text, expected) in rows { try check(Formula(text), text, expected) }
  }

  @Test("Functions with attributes")
  func attributes() throws {
    let rows: [Row] = [
      ("reshape(A, to: [4])", [1, 2, 3, 5]), ("broadcast(s, to: [2])", [0.4, 0.4]),
      ("transpose(A, axes: [1, 0])", [[1, 3], [2, 5]]), ("flipped(u, along: 0)", [4, 2, 1]),
      ("flipped(A, along: [0])", [[3, 5], [1, 2]]), ("diagonal(A)", [1, 5]), ("diagonal(A, offset: 1)", [2]),
      ("diagonalMatrix(x)", [[0.3, 0], [0, -0.7]]),
      ("diagonalMatrix([1], offset: -1)", [[0, 0], [1, 0]]), ("unit(at: 1, in: 3)", [0, 1, 0]),
      ("slice(u, from: [1], to: [3])", [2, 4]), ("place(x, at: [1], in: [4])", [0, 0.3, -0.7, 0]),
      ("concatenate(u, x, along: 0)", [1, 2, 4, 0.3, -0.7]), ("gather(u, at: [2, 0], along: 0)", [4, 1]),
      ("gather(A, at: [1], along: 1)", [[2], [5]]),
      ("scatterAdd(u, at: [1, 1, 0], along: 0, extent: 3)", [4, 3, 0]), ("sum(A, along: 0)", [4, 7]),
      ("mean(A, along: 1)", [1.5, 4]), ("max(A, along: 1)", [2, 5]), ("min(A, along: 0)", [1, 2]),
      ("norm([[3, 4]], along: 1)", [5]), ("product(A, along: 1)", [2, 15]),
      ("logSumExp([[0, 0]], along: 1)", Tensor([log(2.0)])), ("softmax([[0, 0]], along: 1)", [[0.5, 0.5]]),
      ("logSoftmax([[0, 0]], along: 1)", Tensor(repeating: -log(2.0), shape: [1, 2])),
      ("cumulativeSum(u, along: 0)", [1, 3, 7]), ("cumulativeSum(u, along: 0, reversed: 1)", [7, 6, 4]),
      ("leakyRelu(-s, slope: 0.5)", -0.2), ("clamp(x, to: [-0.5, 0.2])", [0.2, -0.5]),
    ]
    for (text, expected) in rows { try check(matrixNotation: text, expected) }
  }

  @Test(
    "Attributes that do not fit their operand are refused, not left out",
    arguments: [
      "slice(u, from: [0, 0], to: [1, 1])", "slice(u, from: [0], to: [1, 1])", "slice(u, from: [0], to: [4])",
      "slice(A, from: [0, 2], to: [1, 1])", "place(u, at: [0, 0], in: [4, 1])", "transpose(A, axes: [0, 2])",
      "reshape(u, to: [2, 2])", "broadcast(u, to: [2])", "gather(u, at: [3], along: 0)", "sum(u, along: 1)",
      "flipped(u, along: 1)", "softmax(u, along: 1)", "concatenate(A, u, along: 0)", "unit(at: 0)",
      "scatterAdd(u, at: [0, 1], along: 0, extent: 3)", "scatterAdd(u, at: [0, 1, 3], along: 0, extent: 3)",
    ])
  func misfits(_ text: String) {
    #expect(throws: (any Error).self) {
      try Self.value(Formula(matrixNotation: text, names: Self.point.map(\.name)), of: text)
    }
  }

  @Test("Constants by their extents, and a slope of a branch")
  func constants() throws {
    try check(matrixNotation: "ones(2, 1)", [[1], [1]])
    try check(matrixNotation: "identity(2)", [[1, 0], [0, 1]])
    try check(matrixNotation: "elu(-s, alpha: 2)", Tensor(2 * expm1(-0.4)))
  }

  @Test("Matrix notation")
  func matrixNotation() throws {
    let rows: [Row] = [
      ("2 s", 0.8), ("A x", [-1.1, -2.6]), ("A A", [[7, 12], [18, 31]]),
      ("x xᵀ", [[0.09, -0.21], [-0.21, 0.49]]),
      ("Aᵀ", [[1, 3], [2, 5]]), ("xᵀ", [[0.3, -0.7]]), ("A H*", [[4, 2, 3], [11, 5, 8]]),
      ("H*ᵀ x", [-0.1, -0.7, -0.4]), ("x ⊙ x", [0.09, 0.49]), ("x · x", 0.58), ("Σ A", 11),
      ("Σ₀ A", [4, 7]), ("Σ₁ A", [3, 8]), ("Σ₀₁ A", 11), ("x²", [0.09, 0.49]), ("s⁻¹", 2.5), ("2¹⁰", 1024),
      ("(s < 1)", 1), ("(s ≥ 1)", 0), ("(u == 2)", [0, 1, 0]), ("(u ≠ 2) − 1", [0, -1, 0]),
      ("u[1..<3]", [2, 4]), ("A[0..<2, 1]", [2, 5]), ("2 (s + 1) u[2]", 11.2),
    ]
    for (text, expected) in rows { try check(matrixNotation: text, expected) }
  }

  @Test("A sum over samples")
  func samples() throws {
    let formula = try Formula(matrixNotation: "w Σₛ t", names: ["w", "t"])
    let program = try Program(inputs: [[], [], []]) { v in
      [try formula.record(["w": v[0]], samples: [["t": v[1]], ["t": v[2]]], in: "w Σₛ t")]
    }
    #expect(try program.run([3, 4, 5] as [Tensor<Double>])[0] == 27)
  }

  @Test("Names are those that are neither functions nor constants")
  func names() throws {
    #expect(try Formula("b + sin(a*pi)[c] - [b, d^f]/-e").names == ["b", "a", "c", "d", "f"])
  }

  @Test("Lists and assignments are split at their commas")
  func lists() throws {
    #expect(try Formula.list("x, max(x, y), [1, 2]").count == 3)
    #expect(try Formula.assignments("a=[1, 2], b=max(1, 2)").map(\.name) == ["a", "b"])
  }
}
