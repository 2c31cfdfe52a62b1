// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  static let linearAlgebra: [Row] = solves + inverses + determinants + triangularSolves + choleskyFactors

  /// What makes a matrix of numbers in -2...2 regular, with the large elements where they force exchanges.
  private static func regular(_ n: Int) -> Tensor<Double> {
    Naive.tensor([n, n]) { $0[1] == ($0[0] + 1) % n ? 8 : 0 }
  }

  private static func dominant(_ n: Int) -> Tensor<Double> {
    Naive.tensor([n, n]) { $0[0] == $0[1] ? 8 : 0 }
  }

  private static func sum(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
    Naive.elementwise([a, b]) { $0[0] + $0[1] }
  }

  private static let solves: [Row] = [
    ([[3, 3], [3]], false), ([[3, 3], [3]], true), ([[2, 2], [2, 3]], false), ([[3, 3], [3, 2]], true),
    ([[1, 1], [1, 2]], false), ([[2, 2, 2], [2, 1]], false), ([[2, 2], [2, 2, 1]], true),
    ([[2, 2, 2], [2]], false),
    ([[2, 1, 2, 2], [3, 2, 1]], false), ([[0, 0], [0, 2]], false), ([[2, 2], [2, 0]], false),
    ([[0, 2, 2], [2]], true),
  ].flatMap { (shapes: [Shape], transposing: Bool) in
    // One row for each of the two primitives that it records.
    [Solve.self, LUFactors.self].prefix(shapes[0].elementCount == 9 ? 2 : 1).map {
      (primitive: any Primitive.Type) in
      let shift = regular(shapes[0][shapes[0].rank - 1])
      return Row("solve\(transposing ? " transposed" : ""), \(primitive)", of: primitive, shapes) {
        solve($0[0] + shift, $0[1], transposing: transposing)
      } oracle: {
        Naive.solution(sum($0[0], shift), $0[1], transposing: transposing)
      }
    }
  }

  private static let inverses: [Row] = ([[3, 3], [2, 2, 2], [1, 1]] as [Shape]).map { shape in
    let shift = regular(shape[shape.rank - 1])
    return Row("inverse", of: Solve.self, [shape]) {
      inverse($0[0] + shift)
    } oracle: {
      let n = shape[shape.rank - 1]
      return Naive.solution(sum($0[0], shift), Naive.tensor([n, n]) { $0[0] == $0[1] ? 1 : 0 })
    }
  }

  private static let determinants: [Row] =
    ([[1, 1], [2, 2], [3, 3], [2, 2, 2], [0, 0], [0, 2, 2]] as [Shape])
    .map { shape in
      let shift = regular(shape[shape.rank - 1])
      return Row("logDeterminant", of: LogDeterminant.self, [shape]) {
        logDeterminant($0[0] + shift)
      } oracle: {
        Naive.ofMatrices(sum($0[0], shift)) { CLibrary.log(Naive.determinant($0).magnitude) }
      }
    }

  private static let triangularSolves: [Row] = [
    ([[3, 3], [3]], true, false, false), ([[3, 3], [3, 2]], false, false, false),
    ([[2, 2], [2, 3]], true, true, false),
    ([[3, 3], [3]], false, true, false), ([[3, 3], [3, 2]], true, false, true),
    ([[2, 2], [2]], false, true, true),
    ([[2, 2, 2], [2, 1]], true, true, false), ([[2, 2], [2, 2, 1]], false, false, false),
    ([[1, 1], [1]], true, false, true),
    ([[0, 0], [0]], true, false, false),
  ].map { (shapes: [Shape], lower: Bool, transposing: Bool, unitDiagonal: Bool) in
    let shift = dominant(shapes[0][shapes[0].rank - 1])
    let marks = [lower ? "lower" : "upper", transposing ? "transposed" : "", unitDiagonal ? "unit" : ""]
    return Row("triangularSolve \(marks.joined(separator: " "))", of: TriangularSolve.self, shapes) {
      triangularSolve(
        $0[0] + shift, $0[1], lower: lower, transposing: transposing, unitDiagonal: unitDiagonal)
    } oracle: {
      let triangle = Naive.triangle(sum($0[0], shift), lower: lower, unitDiagonal: unitDiagonal)
      return Naive.solution(triangle, $0[1], transposing: transposing)
    }
  }

  private static let choleskyFactors: [Row] = ([[1, 1], [2, 2], [3, 3], [2, 2, 2], [0, 0]] as [Shape]).map {
    shape in
    let shift = dominant(shape[shape.rank - 1])
    return Row("cholesky", of: CholeskyFactor.self, [shape]) {
      cholesky($0[0] + shift)
    } oracle: {
      Naive.cholesky(sum($0[0], shift))
    }
  }
}
