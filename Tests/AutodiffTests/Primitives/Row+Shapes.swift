// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  static let shapeChanges: [Row] = rearrangements + slices + assemblies

  private static let rearrangements: [Row] = [
    Row("reshape", of: Reshape.self, [[2, 3]]) {
      $0[0].reshaped(to: [3, 1, 2])
    } oracle: {
      Naive.reshaped($0[0], [3, 1, 2])
    },
    Row("reshape to a scalar", of: Reshape.self, [[1, 1]]) {
      $0[0].reshaped(to: [])
    } oracle: {
      Naive.reshaped($0[0], [])
    },
    Row("flatten", of: Reshape.self, [[2, 3]]) {
      $0[0].flattened()
    } oracle: {
      Naive.reshaped($0[0], [6])
    },
    Row("transpose", of: Transpose.self, [[2, 3]]) {
      $0[0].transposed()
    } oracle: {
      Naive.transposed($0[0], [1, 0])
    },
    Row("transpose three axes", of: Transpose.self, [[2, 3, 2]]) {
      $0[0].transposed()
    } oracle: {
      Naive.transposed($0[0], [2, 1, 0])
    },
    Row("permute", of: Transpose.self, [[2, 3, 4]]) {
      $0[0].transposed([1, 2, 0])
    } oracle: {
      Naive.transposed($0[0], [1, 2, 0])
    },
    Row("permute four axes", of: Transpose.self, [[2, 1, 3, 2]]) {
      $0[0].transposed([3, 0, 2, 1])
    } oracle: {
      Naive.transposed($0[0], [3, 0, 2, 1])
    },
    Row("broadcast in front", of: Broadcast.self, [[3]]) {
      $0[0].broadcast(to: [2, 3])
    } oracle: {
      Naive.broadcast($0[0], [2, 3])
    },
    Row("broadcast within", of: Broadcast.self, [[2, 1, 3]]) {
      $0[0].broadcast(to: [2, 2, 2, 3])
    } oracle: {
      Naive.broadcast($0[0], [2, 2, 2, 3])
    },
    Row("broadcast a number", of: Broadcast.self, [[]]) {
      $0[0].broadcast(to: [2, 2])
    } oracle: {
      Naive.broadcast($0[0], [2, 2])
    },
    Row("broadcast to nothing", of: Broadcast.self, [[1, 2]]) {
      $0[0].broadcast(to: [0, 2])
    } oracle: {
      Naive.broadcast($0[0], [0, 2])
    },
  ]

  private static let slices: [Row] = [
    Row("index a vector", of: Slice.self, [[4]]) {
      $0[0][2]
    } oracle: {
      Naive.reshaped(Naive.slice($0[0], at: [2], [1]), [])
    },
    Row("index from the end", of: Slice.self, [[4]]) {
      $0[0][-1]
    } oracle: {
      Naive.reshaped(Naive.slice($0[0], at: [3], [1]), [])
    },
    Row("a row", of: Slice.self, [[3, 2]]) {
      $0[0][1]
    } oracle: {
      Naive.reshaped(Naive.slice($0[0], at: [1, 0], [1, 2]), [2])
    },
    Row("a column", of: Slice.self, [[3, 2]]) {
      $0[0][0..., -1]
    } oracle: {
      Naive.reshaped(Naive.slice($0[0], at: [0, 1], [3, 1]), [3])
    },
    Row("a box", of: Slice.self, [[3, 4]]) {
      $0[0][1..., 1...2]
    } oracle: {
      Naive.slice($0[0], at: [1, 1], [2, 2])
    },
    Row("a box of three axes", of: Slice.self, [[2, 3, 3]]) {
      $0[0][0, ..<2, (-2)...]
    } oracle: {
      Naive.reshaped(Naive.slice($0[0], at: [0, 0, 1], [1, 2, 2]), [2, 2])
    },
    Row("an empty range", of: Slice.self, [[3, 2]]) {
      $0[0][1..<1]
    } oracle: {
      Naive.slice($0[0], at: [1, 0], [0, 2])
    },
    Row("every element, one by one", of: Slice.self, [[3]]) {
      $0[0][0] * $0[0][1] + $0[0][2] * $0[0][0]
    } oracle: { x in
      Naive.tensor([]) { _ in x[0].scalars[0] * x[0].scalars[1] + x[0].scalars[2] * x[0].scalars[0] }
    },
  ]

  private static let assemblies: [Row] = [
    Row("concatenate", of: Concatenate.self, [[2, 2], [1, 2], [2, 2]]) {
      concatenate($0)
    } oracle: {
      Naive.concatenated($0, along: 0)
    },
    Row("concatenate columns", of: Concatenate.self, [[2, 1], [2, 3]]) {
      concatenate($0, along: -1)
    } oracle: {
      Naive.concatenated($0, along: 1)
    },
    Row("concatenate numbers", of: Concatenate.self, [[], [2]]) {
      concatenate([$0[0], $0[1], 3])
    } oracle: {
      Naive.concatenated([Naive.reshaped($0[0], [1]), $0[1], [3]], along: 0)
    },
    Row("concatenate nothing", of: Concatenate.self, [[0, 2], [1, 2]]) {
      concatenate($0)
    } oracle: {
      $0[1]
    },
    Row("concatenate twice the same", of: Concatenate.self, [[2]]) {
      concatenate([$0[0], $0[0]])
    } oracle: {
      Naive.concatenated([$0[0], $0[0]], along: 0)
    },
    Row("stack", of: Concatenate.self, [[3], [3]]) {
      stack($0)
    } oracle: {
      Naive.concatenated($0.map { Naive.reshaped($0, [1, 3]) }, along: 0)
    },
    Row("stack along the last axis", of: Concatenate.self, [[2, 2], [2, 2]]) {
      stack($0, along: -1)
    } oracle: {
      Naive.concatenated($0.map { Naive.reshaped($0, [2, 2, 1]) }, along: 2)
    },
    Row("stack numbers", of: Concatenate.self, [[], []]) {
      stack([$0[0] * $0[1], 1, $0[1]])
    } oracle: { x in
      let (a, b) = (x[0].scalars[0], x[1].scalars[0])
      return [Tensor(a * b), 1, Tensor(b)]
    },
    Row("place", of: Place.self, [[2, 2], [1, 3]]) {
      place($0, at: [[0, 1], [2, 0]], in: [3, 3])
    } oracle: {
      Naive.place($0, at: [[0, 1], [2, 0]], in: [3, 3])
    },
    Row("place over each other", of: Place.self, [[2], [3]]) {
      place($0, at: [[1], [0]], in: [4])
    } oracle: {
      Naive.place($0, at: [[1], [0]], in: [4])
    },
  ]
}
