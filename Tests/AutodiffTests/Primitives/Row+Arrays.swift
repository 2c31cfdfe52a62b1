// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  static let arrays: [Row] =
    flips + rolls + pads + gathers + scatters + gatheredRows + scatteredRows + diagonals + diagonalMatrices
    + batchMeans

  private static let flips: [Row] =
    ([([4], [0]), ([2, 3], [1]), ([2, 3, 2], [0, 2]), ([2, 0], [1])] as [(Shape, [Int])])
    .map { shape, axes in
      Row("flip along \(axes)", of: Flip.self, [shape]) {
        $0[0].flipped(along: .some(axes))
      } oracle: {
        Naive.flipped($0[0], along: axes)
      }
    }

  private static let rolls: [Row] =
    ([([5], 2, 0), ([2, 3], -1, 1), ([3, 2], 4, -2)] as [(Shape, Int, Int)])
    .map { shape, count, axis in
      Row("roll by \(count) along \(axis)", of: Concatenate.self, [shape]) {
        $0[0].rolled(by: count, along: axis)
      } oracle: { x in
        let resolved = axis < 0 ? axis + shape.rank : axis
        let extent = shape[resolved]
        return Naive.gathered(
          x[0], at: (0..<extent).map { (($0 - count) % extent + extent) % extent }, along: resolved)
      }
    }

  private static let pads: [Row] = [
    ([3], [1], [2], 0), ([2, 3], [0, 1], [1, 0], 0), ([2, 2], [1, 0], [0, 2], 1.5),
    ([2, 1, 2], [0, 0, 1], [0, 1, 0], -2),
    ([0, 2], [1, 0], [1, 0], 3), ([2], [0], [0], 3),
  ].map { (shape: Shape, before: [Int], after: [Int], value: Double) in
    Row("pad with \(value)", of: Place.self, [shape]) {
      // The plain place beside it is what the row is for when there is nothing to pad.
      $0[0].padded(before: before, after: after, with: value)
        + sum(place([$0[0]], at: [shape.extents.map { _ in 0 }], in: Shape(shape.extents.map { $0 + 1 }))) * 0
    } oracle: {
      Naive.padded($0[0], before: before, after: after, with: value)
    }
  }

  private static let positions: [(Shape, [Int], Int)] = [
    ([5], [3, 0, 4, 0], 0), ([5], [4, 2, 0], 0), ([3, 2], [1, 1, 1], 0), ([2, 4], [2, 3, 1], 1),
    ([2, 3, 2], [2, 0, 1], 1), ([3, 2], [], 0), ([2, 3], [1], 1), ([2, 3, 2], [0, 2, 2, 0], 1),
  ]

  private static let gathers: [Row] = positions.map { shape, positions, axis in
    Row("gather at \(positions) along \(axis)", of: Gather.self, [shape]) {
      gather($0[0], at: positions.map { $0 == 4 ? -1 : $0 }, along: axis)
    } oracle: {
      Naive.gathered($0[0], at: positions, along: axis)
    }
  }

  /// Tables, and positions of their rows.
  private static let rowPositions: [(Shape, Tensor<Double>)] = [
    ([5], [3, 0, 4, 0]), ([3, 2], [1, 1, 1]), ([4, 2, 3], [[2, 3], [0, 2]]), ([3, 2], Tensor(1)),
  ]

  private static let gatheredRows: [Row] = rowPositions.map { shape, positions in
    Row("gather rows at \(positions.scalars)", of: GatherRows.self, [shape]) {
      gather($0[0], at: $0[0].constant(positions))
    } oracle: {
      Naive.reshaped(
        Naive.gathered($0[0], at: positions.scalars.map { Int($0) }, along: 0),
        positions.shape.extents + shape.extents.dropFirst())
    }
  }

  private static let scatteredRows: [Row] = rowPositions.map { shape, positions in
    let terms = Shape(positions.shape.extents + shape.extents.dropFirst())
    return Row("scatter rows to \(positions.scalars)", of: ScatterAddRows.self, [terms]) {
      Operation(ScatterAddRows(count: shape[0]))($0[0], $0[0].constant(positions))
    } oracle: {
      Naive.scatterAdded(
        Naive.reshaped($0[0], [positions.count] + shape.extents.dropFirst()),
        at: positions.scalars.map { Int($0) }, along: 0, extent: shape[0])
    }
  }

  private static let batchMeans: [Row] = [
    Row("batchMean", of: BatchMean.self, [[2, 3]]) {
      batchMean($0[0], over: "samples")
    } oracle: {
      $0[0]
    }
  ]

  private static let scatters: [Row] = positions.map { shape, positions, axis in
    var extents = shape.extents
    extents[axis] = positions.count
    return Row("scatterAdd at \(positions) along \(axis)", of: ScatterAdd.self, [Shape(extents)]) {
      scatterAdd($0[0], at: positions, along: axis - shape.rank, extent: shape[axis])
    } oracle: {
      Naive.scatterAdded($0[0], at: positions, along: axis, extent: shape[axis])
    }
  }

  private static let diagonals: [Row] =
    ([([3, 3], 0), ([2, 4], 1), ([4, 2], -2), ([2, 3, 3], 0), ([2, 2, 3], -1), ([0, 2], 0)] as [(Shape, Int)])
    .map { shape, offset in
      Row("diagonal at \(offset)", of: Diagonal.self, [shape]) {
        $0[0].diagonal(offset: offset)
      } oracle: {
        Naive.diagonal($0[0], axis: shape.rank - 2, offset: offset)
      }
    } + [
      Row("trace", of: Diagonal.self, [[2, 3, 3]]) {
        trace($0[0])
      } oracle: { x in
        Naive.reduction(Naive.diagonal(x[0], axis: 1, offset: 0), along: [1]) { $0.reduce(0, +) }
      }
    ]

  private static let diagonalMatrices: [Row] =
    ([([3], 0), ([2], 1), ([2], -2), ([2, 2], 0), ([0], 0), ([0], 2)] as [(Shape, Int)])
    .map { shape, offset in
      Row("diagonal matrix at \(offset)", of: DiagonalMatrix.self, [shape]) {
        diagonalMatrix($0[0], offset: offset)
      } oracle: {
        let order = shape[shape.rank - 1] + abs(offset)
        return Naive.diagonalMatrix($0[0], axis: shape.rank - 1, offset: offset, rows: order, columns: order)
      }
    }
}
