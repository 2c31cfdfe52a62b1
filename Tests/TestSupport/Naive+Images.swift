// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Naive {
  /// How a window moves along the height and the width.
  public typealias Steps = (height: Int, width: Int)

  /// The elements of each window over the last two axes, `nil` for those outside the image.
  private static func windows(
    _ x: Tensor<Double>, _ size: Steps, stride: Steps, dilation: Steps = (1, 1), start: Steps, counts: Steps,
    _ function: ([Double?]) -> Double
  ) -> Tensor<Double> {
    let (h, w) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    return tensor(Array(x.shape.extents.dropLast(2)) + [counts.height, counts.width]) { index in
      let (leading, p, q) = (Array(index.dropLast(2)), index[index.count - 2], index[index.count - 1])
      return function(
        indices([size.height, size.width]).map { place in
          let i = p * stride.height + place[0] * dilation.height - start.height
          let j = q * stride.width + place[1] * dilation.width - start.width
          return (0..<h).contains(i) && (0..<w).contains(j) ? element(x, leading + [i, j]) : nil
        })
    }
  }

  /// A function of the elements in each window that lie inside the image.
  public static func pooled(
    _ x: Tensor<Double>, _ size: Steps, stride: Steps, start: Steps = (0, 0), counts: Steps,
    _ function: ([Double]) -> Double
  ) -> Tensor<Double> {
    windows(x, size, stride: stride, start: start, counts: counts) { function($0.compactMap { $0 }) }
  }

  /// The sum over channels and windows of images times filters.
  public static func conv2d(
    _ x: Tensor<Double>, _ filters: Tensor<Double>, stride: Steps = (1, 1), dilation: Steps = (1, 1),
    start: Steps = (0, 0), counts: Steps
  ) -> Tensor<Double> {
    let size = (filters.shape[2], filters.shape[3])
    let leading = Array(x.shape.extents.dropLast(3))
    return tensor(leading + [filters.shape[0], counts.height, counts.width]) { index in
      let (batch, rest) = (Array(index.prefix(leading.count)), Array(index.suffix(3)))
      return (0..<filters.shape[1]).reduce(0) { sum, channel in
        let image = tensor([x.shape[x.rank - 2], x.shape[x.rank - 1]]) { element(x, batch + [channel] + $0) }
        let products = windows(
          image, size, stride: stride, dilation: dilation, start: start, counts: counts
        ) { elements in
          zip(elements, indices([size.0, size.1])).reduce(0) { sum, pair in
            sum + (pair.0 ?? 0) * element(filters, [rest[0], channel] + pair.1)
          }
        }
        return sum + element(products, [rest[1], rest[2]])
      }
    }
  }

  /// The windows over the two axes from `axis` on, each axis made two: places in windows first.
  public static func unfolded(
    _ x: Tensor<Double>, axis: Int, _ size: Steps, stride: Steps, dilation: Steps, counts: Steps
  ) -> Tensor<Double> {
    let extents = x.shape.extents
    let windows = [size.height, size.width, counts.height, counts.width]
    return tensor(Array(extents[..<axis]) + windows + extents[(axis + 2)...]) { index in
      let i = index[axis + 2] * stride.height + index[axis] * dilation.height
      let j = index[axis + 3] * stride.width + index[axis + 1] * dilation.width
      return element(x, Array(index[..<axis]) + [i, j] + index[(axis + 4)...])
    }
  }

  /// The sum of the windows that `unfolded` makes of an array whose two axes from `axis` on have some extents.
  public static func folded(
    _ x: Tensor<Double>, axis: Int, stride: Steps, dilation: Steps, to extents: [Int]
  ) -> Tensor<Double> {
    let own = x.shape.extents
    return tensor(Array(own[..<axis]) + extents + own[(axis + 4)...]) { index in
      indices(Array(own[axis..<axis + 4])).reduce(0) { sum, place in
        guard place[2] * stride.height + place[0] * dilation.height == index[axis],
          place[3] * stride.width + place[1] * dilation.width == index[axis + 1]
        else { return sum }
        return sum + element(x, Array(index[..<axis]) + place + index[(axis + 2)...])
      }
    }
  }
}
