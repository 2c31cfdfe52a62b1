// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import Testing

@testable import Gradcheck

/// A wrong derivative, and what the report should say of it.
struct PatternRow: Sendable, CustomTestStringConvertible {
  let name: String
  let kind: Diagnosis.Kind
  /// What the diagnosis says, or begins with.
  let text: String
  let point: Tensor<Double>
  let gradient: @Sendable (Tensor<Double>) -> Tensor<Double>
  let function: @Sendable (Variable) -> Variable
  var testDescription: String { name }

  init(
    _ name: String, _ kind: Diagnosis.Kind, _ text: String, at point: Tensor<Double>,
    gradient: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>,
    of function: @escaping @Sendable (Variable) -> Variable
  ) {
    (self.name, self.kind, self.text) = (name, kind, text)
    (self.point, self.gradient, self.function) = (point, gradient, function)
  }

  /// `Σ cᵢⱼ·sin xᵢⱼ`, with coefficients that make it unsymmetric, and some change of its gradient.
  init(
    _ name: String, _ kind: Diagnosis.Kind, _ text: String,
    changing change: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>
  ) {
    self.init(
      name, kind, text, at: [[0.5, -1.25, 2], [0.75, 1.5, -0.25], [-1, 0.125, 3]],
      gradient: { change(WrongGradientTests.gradient($0)) }, of: WrongGradientTests.function)
  }

  /// The report on the function, and on its derivative, in another unit.
  func check(unit: Double = 1) throws -> GradcheckReport {
    try gradcheck(at: point, gradient: { unit * gradient($0) }) { x in
      unit == 1 ? function(x) : unit * function(x)
    }
  }

  static let all = factors + zeros + uses + others

  private static let factors = [
    PatternRow("half", .constantFactor, "a factor 2 is missing: each entry should be 2 times as large") {
      $0 / 2
    },
    PatternRow("double", .constantFactor, "a factor 2 too much: each entry should be 2 times smaller") {
      $0 * 2
    },
    PatternRow(
      "square counted four times", .constantFactor,
      "a factor 2 too much: each entry should be 2 times smaller (x is used 2 times: is each use counted 2 times?)",
      at: [1, 2, 3], gradient: { x in 4 * x }
    ) { x in sum(x * x) },
    PatternRow("eightfold", .constantFactor, "a factor 8 too much: each entry should be 8 times smaller") {
      $0 * 8
    },
    PatternRow("0.09 %", .constantFactor, "each entry should be 1.0009 times as large") { $0 / 1.0009 },
    PatternRow("sign", .wrongSign, "the sign is wrong in each entry") { -$0 },
    PatternRow(
      "sum for mean", .constantFactor,
      "a factor 5 too much: each entry should be 5 times smaller (the function counts 5 things: a sum where it has a "
        + "mean?)",
      at: [1, 2, 3, 4, 6], gradient: { x in cos(x) }
    ) { x in mean(sin(x)) },
    PatternRow(
      "sum for mean of three", .constantFactor,
      "a factor 3 too much: each entry should be 3 times smaller (the function counts 3 things: a sum where it has a "
        + "mean?)",
      at: [1, 2, 4], gradient: { x in cos(x) }
    ) { x in mean(sin(x)) },
    PatternRow(
      "mean for sum", .constantFactor,
      "a factor 5 is missing: each entry should be 5 times as large (the function counts 5 things: a mean where it "
        + "has a sum?)",
      at: [1, 2, 3, 4, 6], gradient: { x in cos(x) / 5 }
    ) { x in sum(sin(x)) },
    PatternRow(
      "square once", .constantFactor,
      "a factor 2 is missing: each entry should be 2 times as large (x is used 2 times: is only one use counted?)",
      at: [1, 2, 3], gradient: { x in x }
    ) { x in sum(x * x) },
  ]

  private static let zeros = [
    PatternRow(
      "all zero", .detached,
      "all zero, but the function depends on it: the path is cut (detached), or its term is not added"
    ) { $0 * 0 },
    PatternRow("some zero", .detached, "2 entries are zero, but the function depends on it") { gradient in
      var changed = gradient
      changed.withMutableScalars {
        $0[1] = 0; $0[5] = 0
      }
      return changed
    },
    PatternRow(
      "not zero", .noDependence, "not zero, but the function does not depend on it here",
      at: [1, 2, 3], gradient: { x in x }
    ) { x in sum(stopGradient(x) * 0) + 1 },
    PatternRow(
      "dead relu", .noDependence, "1 entries are not zero, but the function does not depend on it here",
      at: [1, -2, 3], gradient: { _ in [1, 1, 1] }
    ) { x in sum(relu(x)) },
  ]

  private static let uses = [
    PatternRow(
      "one use of three", .uncountedUses, "x is used 3 times, but only v2 = cos(x) is counted: overwritten",
      at: [1, 2, 3], gradient: { x in -sin(x) }
    ) { x in sum(exp(x) + cos(x) + sigmoid(x)) },
    PatternRow(
      "one use of three of an intermediate result", .uncountedUses,
      "s is used 3 times, but only v3 = cos(s) is counted: overwritten",
      at: [1, 2, 3], gradient: { x in -sin(sin(x)) * cos(x) }
    ) { x in
      let s = sin(x).named("s")
      return sum(exp(s) + cos(s) + sigmoid(s))
    },
    PatternRow(
      "a path through an intermediate result", .missingPath,
      "a path is missing: s is used 2 times, and what flows back through s in v3 = s[0..<1] is not added",
      at: [0.5, 0.25], gradient: { x in cos(x) }
    ) { x in
      let s = sin(x).named("s")
      return sum(s) + exp(s[0])
    },
    PatternRow(
      "a path twice", .doubledPath, "a path is counted twice: x is used 2 times",
      at: [0.5, 0.25], gradient: { x in cos(x) + 2 * exp(x) }
    ) { x in sum(sin(x)) + sum(exp(x)) },
    PatternRow(
      "a broadcast that is not summed", .unsummedBroadcast,
      "not summed over a broadcast: v2 = v1 + x repeats x 3 times, but only the first repetition is counted",
      at: [0.5, 0.25], gradient: { x in cos(Tensor([1, 2]) + x) }
    ) { x in sum(sin(Variable([[1, 2], [3, -1], [0.5, 0.25]]) + x)) },
  ]

  private static let others = [
    PatternRow("transposed", .transposed, "transposed: rows and columns are exchanged") { $0.transposed() },
    PatternRow(
      "stale", .stale, "stale: it is the same at another point",
      at: [1, 2, 3], gradient: { _ in [0.2, 0.3, 0.7] }
    ) { x in sum(sin(x)) },
  ]
}

@Suite("A mistake that fits a pattern is named")
struct PatternTests {
  @Test(arguments: PatternRow.all, [1, 1e-6, 1e6])
  func isNamed(_ row: PatternRow, unit: Double) throws {
    let report = try row.check(unit: unit)
    #expect(report.verdict == .failed)
    let diagnosis = try #require(report.inputs[0].diagnosis, "\(report)")
    #expect(diagnosis.kind == row.kind)
    #expect(diagnosis.description.hasPrefix(row.text), "\(diagnosis)\n\(report)")
  }

  @Test("every pattern has a row")
  func everyPatternHasARow() {
    // The patterns of factors and of paths find two kinds each.
    let kinds = Set(PatternRow.all.map(\.kind))
    #expect(kinds.count == Patterns.all.count + 1)
  }
}
