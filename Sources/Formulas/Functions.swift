// SPDX-License-Identifier: Apache-2.0
internal import Autodiff

/// The functions that expressions can call.
enum Functions {
  typealias Body = @Sendable ([Variable]) -> Variable

  /// A function and the number of its arguments.
  struct Entry {
    let name: String
    let count: Int
    let body: Body
  }

  /// The function of a name that takes so many arguments.
  static func entry(_ name: String, count: Int) -> Entry? {
    all.first { $0.name == name && $0.count == count }
  }

  /// The names, each once.
  static let names = all.reduce(into: [String]()) { if !$0.contains($1.name) { $0.append($1.name) } }

  static let all = unary + reductions + binary + ternary

  private static let unary: [Entry] = {
    let functions: [(String, @Sendable (Variable) -> Variable)] = [
      ("sin", { sin($0) }), ("cos", { cos($0) }), ("tan", { tan($0) }), ("asin", { asin($0) }),
      ("acos", { acos($0) }), ("atan", { atan($0) }), ("sinh", { sinh($0) }), ("cosh", { cosh($0) }),
      ("tanh", { tanh($0) }), ("asinh", { asinh($0) }), ("acosh", { acosh($0) }), ("atanh", { atanh($0) }),
      ("exp", { exp($0) }), ("expm1", { expm1($0) }), ("log", { log($0) }), ("log1p", { log1p($0) }),
      ("sqrt", { sqrt($0) }), ("abs", { abs($0) }), ("sign", { sign($0) }), ("erf", { erf($0) }),
      ("erfc", { erfc($0) }),
      ("sigmoid", { sigmoid($0) }), ("softplus", { softplus($0) }), ("relu", { relu($0) }),
      ("gelu", { gelu($0) }),
      ("silu", { silu($0) }), ("elu", { elu($0) }), ("leakyRelu", { leakyRelu($0) }),
      ("softmax", { softmax($0) }),
      ("logSoftmax", { logSoftmax($0) }), ("transpose", { $0.transposed() }), ("inverse", { inverse($0) }),
      ("trace", { trace($0) }), ("logDeterminant", { logDeterminant($0) }),
    ]
    return functions.map { name, function in Entry(name: name, count: 1) { function($0[0]) } }
  }()

  private static let reductions: [Entry] = {
    let functions: [(String, @Sendable (Variable) -> Variable)] = [
      ("sum", { sum($0) }), ("mean", { mean($0) }), ("max", { max($0) }), ("min", { min($0) }),
      ("product", { product($0) }), ("norm", { norm($0) }), ("logSumExp", { logSumExp($0) }),
      ("variance", { variance($0) }),
    ]
    return functions.map { name, function in Entry(name: name, count: 1) { function($0[0]) } }
  }()

  private static let binary: [Entry] = {
    let functions: [(String, @Sendable (Variable, Variable) -> Variable)] = [
      ("max", { max($0, $1) }), ("min", { min($0, $1) }), ("pow", { pow($0, $1) }),
      ("atan2", { atan2($0, $1) }),
      ("hypot", { hypot($0, $1) }), ("dot", { dot($0, $1) }), ("outer", { outer($0, $1) }),
      ("matmul", { matmul($0, $1) }), ("solve", { solve($0, $1) }),
    ]
    return functions.map { name, function in Entry(name: name, count: 2) { function($0[0], $0[1]) } }
  }()

  private static let ternary = [Entry(name: "select", count: 3) { select($0[0], $0[1], $0[2]) }]
}
