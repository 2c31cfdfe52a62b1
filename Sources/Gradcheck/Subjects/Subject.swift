// SPDX-License-Identifier: Apache-2.0
package import Autodiff
package import Tensors

/// A function, and derivatives of it that claim to be right, in double precision.
///
/// Points, directions and values are vectors that lie as `inputs` and `outputs` say.
package protocol Subject {
  /// The inputs that derivatives are taken by.
  var inputs: Layout { get }
  /// The results.
  var outputs: Layout { get }
  /// Where the derivatives are checked.
  var point: [Double] { get }
  /// What the derivatives under test are called in the report.
  var derivatives: String { get }
  /// The number of operations that a value takes: rounding errors grow with its root.
  var operationCount: Int { get }
  /// Who takes the decisions of an evaluation, in order.
  var decisions: [DecisionSite] { get }
  /// The recording of the function, when there is one.
  var recording: Recording? { get }
  /// Whether the derivatives come from the recording's own rules, so that a wrong one is the fault of an operation.
  var isDerivedFromRecording: Bool { get }

  /// The function.
  func evaluate(at x: [Double]) throws -> Evaluation
  /// `J(x)·v`; `nil` when nobody claims to know it.
  func tangent(along v: [Double], at x: [Double]) throws -> [Double]?
  /// `J(x)ᵀ·w`.
  func adjoint(of w: [Double], at x: [Double]) throws -> [Double]
}

/// The program that a function was recorded as, with the values of all of its inputs.
package struct Recording {
  package let program: Program
  package let point: [Tensor<Double>]
  /// The inputs that derivatives are taken by.
  package let chosen: [Int]
}
