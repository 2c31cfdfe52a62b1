// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// A program with a single result, and a gradient of it that the user wrote.
struct SuppliedGradient: Subject {
  private let function: ProgramSubject<Double>
  private let gradient: (Tensor<Double>) throws -> Tensor<Double>
  let derivatives = "gradient"

  init(
    _ program: Program, at x: Tensor<Double>, gradient: @escaping (Tensor<Double>) throws -> Tensor<Double>
  ) throws {
    guard program.outputShapes.count == 1, program.outputShapes[0].elementCount == 1 else {
      throw ShapeError(
        "gradcheck", program.outputShapes,
        "a gradient needs a function with a single result; reduce it, for instance with sum")
    }
    function = try ProgramSubject(program, at: [x], by: nil)
    self.gradient = gradient
  }

  var inputs: Layout { function.inputs }
  var outputs: Layout { function.outputs }
  var point: [Double] { function.point }
  var operationCount: Int { function.operationCount }
  var decisionOperations: [String] { function.decisionOperations }
  var reference: (any Subject)? { nil }
  var precision: (name: String, epsilon: Double) { function.precision }

  func evaluate(at x: [Double]) throws -> Evaluation { try function.evaluate(at: x) }

  func tangent(along v: [Double], at x: [Double]) throws -> [Double]? { nil }

  func adjoint(of w: [Double], at x: [Double]) throws -> [Double] {
    let result = try gradient(try Tensor(shape: inputs.shapes[0], scalars: x))
    guard result.shape == inputs.shapes[0] else {
      throw ShapeError(
        "gradcheck", [result.shape], "the gradient must have the shape of the point, \(inputs.shapes[0])")
    }
    return result.scalars.map { w[0] * $0 }
  }
}
