// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  static let images: [Row] = convolutions + foldings + pools

  private static let convolutions: [Row] = [
    convolution([[1, 4, 3], [1, 1, 2, 2]], counts: (3, 2)),
    convolution([[2, 3, 4], [2, 2, 2, 3]], counts: (2, 2)),
    convolution([[2, 1, 3, 3], [2, 1, 2, 2]], counts: (2, 2)),
    convolution([[1, 5, 4], [1, 1, 3, 2]], stride: [2, 1], counts: (2, 3)),
    convolution([[1, 5, 3], [2, 1, 2, 2]], dilation: [3, 2], counts: (2, 1)),
    convolution([[1, 3, 4], [1, 1, 3, 2]], padding: .same, start: (1, 0), counts: (3, 4)),
    convolution([[1, 4, 5], [1, 1, 3, 2]], stride: 2, padding: .same, start: (0, 0), counts: (2, 3)),
    convolution(
      [[1, 2, 2], [1, 1, 2, 2]], padding: .explicit(top: 1, bottom: 0, left: 2, right: 1), start: (1, 2),
      counts: (2, 4)),
    convolution([[2, 2, 3], [3, 2, 1, 1]], of: MatMul.self, counts: (2, 3)),
    convolution([[2, 3, 3], [1, 2, 1, 1]], stride: 2, counts: (2, 2)),
    convolution([[0, 1, 3, 3], [1, 1, 2, 2]], counts: (2, 2)),
  ]

  private static func convolution(
    _ shapes: [Shape], of primitive: any Primitive.Type = Unfold.self, stride: HeightWidth = 1,
    padding: SpatialPadding = .valid, dilation: HeightWidth = 1, start: Naive.Steps = (0, 0),
    counts: Naive.Steps
  ) -> Row {
    Row("conv2d by \(stride), \(padding), dilated \(dilation)", of: primitive, shapes) {
      conv2d($0[0], $0[1], stride: stride, padding: padding, dilation: dilation)
    } oracle: {
      Naive.conv2d(
        $0[0], $0[1], stride: (stride.height, stride.width), dilation: (dilation.height, dilation.width),
        start: start, counts: counts)
    }
  }

  private static let windows = [
    Window(extent: 2, stride: 1, dilation: 2), Window(extent: 3, stride: 2, dilation: 1),
  ]
  private static let foldings: [Row] = ([[2, 2, 3, 2, 2], [2, 3, 2, 2, 3], [1, 2, 3, 1, 2, 2]] as [Shape])
    .enumerated().map { number, shape in
      // The last axis follows the windows in the second, and the first precedes them in the others.
      let axis = number == 1 ? 0 : 1
      return Row("fold", of: Fold.self, [shape]) {
        let fold = Fold(
          axis: axis, windows: windows,
          extents: zip(windows, shape.extents[(axis + 2)...]).map { $0.reach + $1 * $0.stride - 1 })
        return Operation(fold)($0[0])
      } oracle: {
        let extents = [shape[axis + 2] + 2, 2 * shape[axis + 3] + 2]
        return Naive.folded($0[0], axis: axis, stride: (1, 2), dilation: (2, 1), to: extents)
      }
    }

  private static let pools: [Row] = [
    pool([4, 6], 2, counts: (2, 3)), pool([2, 3, 3], [2, 1], stride: 1, counts: (2, 3)),
    pool([5, 4], [3, 2], stride: [1, 2], counts: (3, 2)),
    pool([3, 3], 2, stride: 2, padding: .same, start: (0, 0), counts: (2, 2)),
    pool([3, 2], 3, stride: 1, padding: .same, start: (1, 1), counts: (3, 2)),
    pool(
      [1, 2, 3], 2, stride: 1, padding: .explicit(top: 1, bottom: 0, left: 0, right: 1), start: (1, 0),
      counts: (2, 3)),
  ].flatMap { $0 }

  private static func pool(
    _ shape: Shape, _ size: HeightWidth, stride: HeightWidth? = nil, padding: SpatialPadding = .valid,
    start: Naive.Steps = (0, 0), counts: Naive.Steps
  ) -> [Row] {
    let steps = stride ?? size
    func oracle(_ function: @escaping @Sendable ([Double]) -> Double) -> Oracle {
      {
        Naive.pooled(
          $0[0], (size.height, size.width), stride: (steps.height, steps.width), start: start, counts: counts,
          function)
      }
    }
    return [
      Row(
        "maxPool2d \(size) by \(steps), \(padding)", of: Unfold.self, [shape],
        { maxPool2d($0[0], size: size, stride: stride, padding: padding) },
        oracle: oracle { $0.max() ?? .nan }),
      Row(
        "averagePool2d \(size) by \(steps), \(padding)", of: Unfold.self, [shape],
        { averagePool2d($0[0], size: size, stride: stride, padding: padding) },
        oracle: oracle { $0.reduce(0, +) / Double($0.count) }),
    ]
  }
}
