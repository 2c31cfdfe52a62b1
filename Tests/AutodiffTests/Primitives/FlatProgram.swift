// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors

/// A program as one function from a vector to a vector: its inputs, and its outputs, laid end to end.
struct FlatProgram<Scalar: ExecutionScalar> {
  private let executable: Executable<Scalar>
  private let inputShapes: [Shape]
  private let outputCount: Int

  init(_ program: Program) {
    executable = program.compiled(for: Scalar.self)
    inputShapes = program.inputShapes
    outputCount = program.outputShapes.count
  }

  func callAsFunction(_ x: [Scalar]) throws -> [Scalar] {
    var rest = x[...]
    for (number, shape) in inputShapes.enumerated() {
      let own = Array(rest.prefix(shape.elementCount))
      rest = rest.dropFirst(own.count)
      try executable.setInput(number, to: Tensor(shape: shape, scalars: own))
    }
    executable.run()
    return (0..<outputCount).flatMap { executable.output($0).scalars }
  }
}
