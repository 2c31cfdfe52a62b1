// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  static let checkpoints: [Row] = [
    Row("checkpoint", of: Checkpoint.self, [[2, 3], [3], [2]]) { v in
      checkpoint { tanh(matmul(v[0], v[1])) * v[2] }
    } oracle: { x in
      Naive.elementwise([matrixVector(x[0], x[1]), x[2]]) { CLibrary.tanh($0[0]) * $0[1] }
    },
    Row("checkpoint of several results", of: Checkpoint.self, [[3]]) { v in
      let results = checkpoint { [v[0] * v[0], sum(sin(v[0]))] }
      return results[0] * results[1]
    } oracle: { x in
      let total = x[0].scalars.reduce(0) { $0 + CLibrary.sin($1) }
      return Naive.elementwise([x[0]]) { $0[0] * $0[0] * total }
    },
    Row("checkpoint in a checkpoint", of: Checkpoint.self, [[2]]) { v in
      checkpoint { softmax(checkpoint { v[0] * 2 }) - checkpoint { v[0] } }
    } oracle: { x in
      let (a, b) = (x[0].scalars[0], x[0].scalars[1])
      let first = 1 / (1 + CLibrary.exp(2 * (b - a)))
      return Tensor([first - a, 1 - first - b])
    },
    Row("barrier", of: Barrier.self, [[2], []]) { v in
      Barrier.operation(v[0], v[1]) * v[1]
    } oracle: { x in
      Naive.elementwise(x) { $0[0] * $0[1] }
    },
  ]

  private static func matrixVector(_ a: Tensor<Double>, _ x: Tensor<Double>) -> Tensor<Double> {
    Naive.tensor([a.shape[0]]) { i in
      (0..<x.count).reduce(0) { $0 + Naive.element(a, [i[0], $1]) * x.scalars[$1] }
    }
  }
}
