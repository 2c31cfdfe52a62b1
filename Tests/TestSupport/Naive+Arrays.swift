// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Naive {
  /// The elements along some axes in reverse order.
  public static func flipped(_ x: Tensor<Double>, along axes: [Int]) -> Tensor<Double> {
    tensor(x.shape.extents) { index in
      element(x, index.indices.map { axes.contains($0) ? x.shape[$0] - 1 - index[$0] : index[$0] })
    }
  }

  /// The slices at some positions along an axis.
  public static func gathered(_ x: Tensor<Double>, at positions: [Int], along axis: Int) -> Tensor<Double> {
    var extents = x.shape.extents
    extents[axis] = positions.count
    return tensor(extents) { index in
      var own = index
      own[axis] = positions[index[axis]]
      return element(x, own)
    }
  }

  /// Zeros with slices added at some positions along an axis.
  public static func scatterAdded(
    _ x: Tensor<Double>, at positions: [Int], along axis: Int, extent: Int
  ) -> Tensor<Double> {
    var extents = x.shape.extents
    extents[axis] = extent
    return tensor(extents) { index in
      positions.indices.filter { positions[$0] == index[axis] }.reduce(0) { sum, term in
        var own = index
        own[axis] = term
        return sum + element(x, own)
      }
    }
  }

  /// A number around the elements.
  public static func padded(
    _ x: Tensor<Double>, before: [Int], after: [Int], with value: Double
  ) -> Tensor<Double> {
    tensor(x.shape.extents.indices.map { before[$0] + x.shape[$0] + after[$0] }) { index in
      let own = zip(index, before).map { $0 - $1 }
      return zip(own, x.shape.extents).allSatisfy { $0 >= 0 && $0 < $1 } ? element(x, own) : value
    }
  }

  /// The diagonal that lies `offset` to the right of the main one, of axis `axis` and the next.
  public static func diagonal(_ x: Tensor<Double>, axis: Int, offset: Int) -> Tensor<Double> {
    var extents = x.shape.extents
    let places = (0..<extents[axis]).filter { (0..<extents[axis + 1]).contains($0 + offset) }
    extents.replaceSubrange(axis...axis + 1, with: [places.count])
    return tensor(extents) { index in
      var own = index
      own.replaceSubrange(axis...axis, with: [places[index[axis]], places[index[axis]] + offset])
      return element(x, own)
    }
  }

  /// Zeros with a diagonal that lies `offset` to the right of the main one.
  public static func diagonalMatrix(
    _ x: Tensor<Double>, axis: Int, offset: Int, rows: Int, columns: Int
  ) -> Tensor<Double> {
    var extents = x.shape.extents
    extents.replaceSubrange(axis...axis, with: [rows, columns])
    return tensor(extents) { index in
      guard index[axis + 1] == index[axis] + offset else { return 0 }
      var own = index
      own.replaceSubrange(axis...axis + 1, with: [min(index[axis], index[axis + 1])])
      return element(x, own)
    }
  }

  /// The sum of products in Einstein's notation; every letter of the operands in one loop.
  public static func einsum(
    _ operands: [(letters: String, value: Tensor<Double>)], to result: String
  ) -> Tensor<Double> {
    var extents: [Character: Int] = [:]
    for (letters, value) in operands {
      for (letter, extent) in zip(letters, value.shape.extents) { extents[letter] = extent }
    }
    let inner = extents.keys.filter { !result.contains($0) }.sorted()
    return tensor(result.map { extents[$0] ?? 0 }) { outerIndex in
      indices(inner.map { extents[$0] ?? 0 }).reduce(0) { sum, innerIndex in
        let place = Dictionary(uniqueKeysWithValues: zip(Array(result) + inner, outerIndex + innerIndex))
        return sum
          + operands.reduce(1) { product, operand in
            product * element(operand.value, operand.letters.map { place[$0] ?? 0 })
          }
      }
    }
  }
}
