// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import Testing

extension FaultTests {
  static let arrays = rearrangements + linearSystems + subscripts + images

  private static let rearrangements: [Mistake] = [
    Mistake(["x": [2, 3]], "flipped(x [2, 3]): axis 2 is outside -2..<2 (App/Model.swift:71)") {
      $0[0].flipped(along: 2, file: "App/Model.swift", line: 71)
    },
    Mistake(["x": [2, 3]], "rolled(x [2, 3]): axis 2 is out of range (App/Model.swift:72)") {
      $0[0].rolled(by: 1, along: 2, file: "App/Model.swift", line: 72)
    },
    Mistake(
      ["x": [2, 3]], "padded(x [2, 3]): 1 and 2 numbers are given, but the rank is 2 (App/Model.swift:73)"
    ) {
      $0[0].padded(before: [1], after: [0, 1], file: "App/Model.swift", line: 73)
    },
    Mistake(["x": [3]], "padded(x [3]): [-1] or [0] is negative; slice instead (App/Model.swift:74)") {
      $0[0].padded(before: [-1], after: [0], file: "App/Model.swift", line: 74)
    },
    Mistake(
      ["x": [2, 3]], "gather(x [2, 3]): position 3 is outside axis 1, of extent 3 (App/Model.swift:75)"
    ) {
      gather($0[0], at: [0, 3], along: -1, file: "App/Model.swift", line: 75)
    },
    Mistake(["x": []], "gather(x []): axis 0 is out of range (App/Model.swift:76)") {
      gather($0[0], at: [0], file: "App/Model.swift", line: 76)
    },
    Mistake(
      ["x": [2, 3]],
      "scatterAdd(x [2, 3]): 3 positions are given for the extent 2 of axis 0 (App/Model.swift:77)"
    ) {
      scatterAdd($0[0], at: [0, 1, 2], extent: 5, file: "App/Model.swift", line: 77)
    },
    Mistake(["x": [2]], "scatterAdd(x [2]): position 5 is outside the extent 5 (App/Model.swift:78)") {
      scatterAdd($0[0], at: [5, 0], extent: 5, file: "App/Model.swift", line: 78)
    },
    Mistake(["x": [0]], "scatterAdd(x [0]): the extent -1 is negative (App/Model.swift:79)") {
      scatterAdd($0[0], at: [], extent: -1, file: "App/Model.swift", line: 79)
    },
    Mistake(
      ["x": [2, 3]],
      "diagonal(x [2, 3]): there is no diagonal at offset 3 of 2 rows and 3 columns (App/Model.swift:80)"
    ) {
      $0[0].diagonal(offset: 3, file: "App/Model.swift", line: 80)
    },
    Mistake(["x": [3]], "trace(x [3]): a matrix is needed, of rank 2 or more (App/Model.swift:81)") {
      trace($0[0], file: "App/Model.swift", line: 81)
    },
    Mistake(["x": []], "diagonalMatrix(x []): a vector is needed, of rank 1 or more (App/Model.swift:82)") {
      diagonalMatrix($0[0], file: "App/Model.swift", line: 82)
    },
  ]

  private static let linearSystems: [Mistake] = [
    Mistake(
      ["A": [3, 2], "b": [3]],
      "solve(A [3, 2], b [3]): the matrix must be square, but has 3 rows and 2 columns (App/Model.swift:83)"
    ) {
      solve($0[0], $0[1], file: "App/Model.swift", line: 83)
    },
    Mistake(
      ["A": [3, 3], "b": [2, 3]],
      "solve(A [3, 3], b [2, 3]): the right-hand side must be a vector [3] or matrices of 3 rows (App/Model.swift:84)"
    ) {
      solve($0[0], $0[1], file: "App/Model.swift", line: 84)
    },
    Mistake(
      ["A": [2, 3, 3], "b": [5, 3, 1]],
      "triangularSolve(A [2, 3, 3], b [5, 3, 1]): leading axes [2] and [5] do not broadcast (App/Model.swift:85)"
    ) {
      triangularSolve($0[0], $0[1], lower: true, file: "App/Model.swift", line: 85)
    },
    Mistake(
      ["A": [3]], "logDeterminant(A [3]): a matrix is needed, of rank 2 or more (App/Model.swift:86)"
    ) {
      logDeterminant($0[0], file: "App/Model.swift", line: 86)
    },
    Mistake(
      ["A": [2, 3]],
      "inverse(A [2, 3]): the matrix must be square, but has 2 rows and 3 columns (App/Model.swift:87)"
    ) {
      inverse($0[0], file: "App/Model.swift", line: 87)
    },
    Mistake(
      ["A": [2, 3]],
      "cholesky(A [2, 3]): the matrix must be square, but has 2 rows and 3 columns (App/Model.swift:88)"
    ) {
      cholesky($0[0], file: "App/Model.swift", line: 88)
    },
  ]

  /// Subscripts for a, [2, 3], and b, [3, 2], and what is wrong with them.
  private static let subscripts: [Mistake] = [
    ("ij,jk-ik", "\"ij,jk-ik\" has a - that is not part of ->"),
    ("i...,jk->ik", "\"i...,jk->ik\" has an ellipsis, which is not supported; write a letter for each axis"),
    ("i1,jk->ik", "\"i1,jk->ik\" has a 1, which is not a letter, a comma or the arrow ->"),
    ("ij,jk->ii", "\"ij,jk->ii\" has i twice in the result"),
    ("ij,jk->il", "\"ij,jk->il\" has l in the result, but in no operand"),
    ("ij->i", "subscripts for 1 operands are given, but 2 operands"),
    ("ijk,jk->ik", "\"ijk\" does not fit the shape [2, 3], of rank 2"),
    ("ij,ik->jk", "i has the extents 2 and 3"),
  ].map { subscripts, reason in
    Mistake(["a": [2, 3], "b": [3, 2]], "einsum(a [2, 3], b [3, 2]): \(reason) (App/Model.swift:89)") {
      einsum(subscripts, $0[0], $0[1], file: "App/Model.swift", line: 89)
    }
  }

  private static let images: [Mistake] = [
    Mistake(
      ["x": [4, 4], "w": [1, 1, 2, 2]],
      "conv2d(x [4, 4], w [1, 1, 2, 2]): images must be [channels, height, width], or batches of them (App/Model.swift:91)"
    ) {
      conv2d($0[0], $0[1], file: "App/Model.swift", line: 91)
    },
    Mistake(
      ["x": [2, 4, 4], "w": [2, 2, 2]],
      "conv2d(x [2, 4, 4], w [2, 2, 2]): filters must be [outputs, channels, height, width] (App/Model.swift:92)"
    ) {
      conv2d($0[0], $0[1], file: "App/Model.swift", line: 92)
    },
    Mistake(
      ["x": [2, 4, 4], "w": [1, 3, 2, 2]],
      "conv2d(x [2, 4, 4], w [1, 3, 2, 2]): the images have 2 channels, the filters 3 (App/Model.swift:93)"
    ) {
      conv2d($0[0], $0[1], file: "App/Model.swift", line: 93)
    },
    Mistake(
      ["x": [1, 4, 4], "w": [1, 1, 3, 2]],
      "conv2d(x [1, 4, 4], w [1, 1, 3, 2]): the filter reaches over [5, 3], more than the image, padded to [4, 4] (App/Model.swift:94)"
    ) {
      conv2d($0[0], $0[1], dilation: 2, file: "App/Model.swift", line: 94)
    },
    Mistake(
      ["x": [1, 4, 4], "w": [1, 1, 3, 2]],
      "conv2d(x [1, 4, 4], w [1, 1, 3, 2]): the filter [3, 2], the stride [0, 0] and the dilation [1, 1] must be positive (App/Model.swift:95)"
    ) {
      conv2d($0[0], $0[1], stride: 0, file: "App/Model.swift", line: 95)
    },
    Mistake(["x": [4, 4]], "maxPool2d(x [4, 4]): the padding is negative (App/Model.swift:96)") {
      maxPool2d(
        $0[0], size: 2, padding: .explicit(top: -1, bottom: 0, left: 0, right: 0), file: "App/Model.swift",
        line: 96)
    },
    Mistake(
      ["x": [4, 4]],
      "averagePool2d(x [4, 4]): a window lies wholly in the padding, which must be less than its size [2, 2] (App/Model.swift:97)"
    ) {
      averagePool2d(
        $0[0], size: 2, padding: .explicit(top: 0, bottom: 2, left: 0, right: 0), file: "App/Model.swift",
        line: 97)
    },
    Mistake(
      ["x": [4]], "maxPool2d(x [4]): images must be [height, width], or batches of them (App/Model.swift:98)"
    ) {
      maxPool2d($0[0], size: 2, file: "App/Model.swift", line: 98)
    },
  ]
}
