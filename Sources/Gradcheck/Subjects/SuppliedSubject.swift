// SPDX-License-Identifier: Apache-2.0
package import Autodiff
internal import Tensors

/// A function of a vector with derivatives that somebody wrote, all as closures.
package struct SuppliedSubject: Subject {
  /// The function at a point.
  package typealias Function = ([Double]) throws -> Evaluation
  /// From a seed, a direction or weights, and a point to a derivative.
  package typealias Derivative = (_ seed: [Double], _ x: [Double]) throws -> [Double]

  package let inputs: Layout
  package let outputs: Layout
  package let point: [Double]
  package let derivatives: String
  package let operationCount: Int
  package let decisions: [DecisionSite]
  package let recording: Recording?
  package let isDerivedFromRecording = false
  private let function: Function
  private let tangent: Derivative?
  private let adjoint: Derivative

  /// A function that is not recorded.
  package init(
    inputs: Layout, outputs: Layout, at point: [Double], called derivatives: String,
    function: @escaping ([Double]) throws -> [Double], tangent: Derivative? = nil,
    adjoint: @escaping Derivative
  ) {
    self.inputs = inputs
    self.outputs = outputs
    self.point = point
    self.derivatives = derivatives
    self.function = { Evaluation(values: try function($0)) }
    self.tangent = tangent
    self.adjoint = adjoint
    // What is not recorded is as long as a sum over all of its inputs.
    operationCount = inputs.count + outputs.count
    decisions = []
    recording = nil
  }

  /// A recorded function with other derivatives than its own.
  package init(
    _ recorded: ProgramSubject, called derivatives: String, adjoint: @escaping Derivative
  ) {
    inputs = recorded.inputs
    outputs = recorded.outputs
    point = recorded.point
    operationCount = recorded.operationCount
    decisions = recorded.decisions
    recording = recorded.recording
    self.derivatives = derivatives
    function = recorded.evaluate
    tangent = nil
    self.adjoint = adjoint
  }

  package func evaluate(at x: [Double]) throws -> Evaluation { try function(x) }
  package func tangent(along v: [Double], at x: [Double]) throws -> [Double]? { try tangent?(v, x) }
  package func adjoint(of w: [Double], at x: [Double]) throws -> [Double] { try adjoint(w, x) }
}
