// SPDX-License-Identifier: Apache-2.0

/// A function, and derivatives of it that claim to be right.
///
/// Points, directions and values are vectors that lie as `inputs` and `outputs` say.
protocol Subject {
  /// The inputs that derivatives are taken by.
  var inputs: Layout { get }
  var outputs: Layout { get }
  /// Where the derivatives are checked.
  var point: [Double] { get }
  /// What the derivatives under test are called in the report.
  var derivatives: String { get }
  /// The scalar type that they are computed in, and its distance from 1 to the next number.
  var precision: (name: String, epsilon: Double) { get }
  /// The same derivatives in double precision, when these are in less: what differs is rounding.
  var reference: (any Subject)? { get }
  /// The number of operations that a value takes: rounding errors grow with its root.
  var operationCount: Int { get }
  /// The operation that takes each of the decisions in an evaluation.
  var decisionOperations: [String] { get }

  /// The function in double precision, whatever the precision of the derivatives.
  func evaluate(at x: [Double]) throws -> Evaluation
  /// `J(x)·v`; `nil` when nobody claims to know it.
  func tangent(along v: [Double], at x: [Double]) throws -> [Double]?
  /// `J(x)ᵀ·w`.
  func adjoint(of w: [Double], at x: [Double]) throws -> [Double]
}
