// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors

/// Derivatives without regard to sparsity, as matrices over all elements laid end to end.
enum DenseDerivatives {
  static func jacobian(of program: Program, at x: [Tensor<Double>]) throws -> [[Double]] {
    let blocks = try program.jacobian().run(x)
    return program.outputShapes.enumerated().flatMap { output, shape in
      (0..<shape.elementCount).map { row in
        program.inputShapes.enumerated().flatMap { input, shape in
          let width = shape.elementCount
          let block = blocks[output * program.inputShapes.count + input]
          return Array(block.scalars[row * width..<(row + 1) * width])
        }
      }
    }
  }
}
