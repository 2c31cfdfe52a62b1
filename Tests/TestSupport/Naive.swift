// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Operations on tensors as their definitions say, element by element from its indices: oracles that share no loop,
/// stride or broadcasting rule with the library.
public enum Naive {
  /// A position along each axis.
  public typealias Index = [Int]

  /// The tensor of a shape whose element at each index is `element(index)`.
  public static func tensor(_ extents: [Int], _ element: (Index) -> Double) -> Tensor<Double> {
    var tensor = Tensor<Double>.zeros(Shape(extents))
    let elements = indices(extents).map(element)
    tensor.withMutableScalars { for i in $0.indices { $0[i] = elements[i] } }
    return tensor
  }

  /// All indices of a shape, the last axis fastest.
  public static func indices(_ extents: [Int]) -> [Index] {
    extents.reduce([[]]) { prefixes, extent in
      prefixes.flatMap { prefix in (0..<extent).map { prefix + [$0] } }
    }
  }

  /// An element. Leading indices beyond the rank are dropped, and an axis of extent 1 is repeated.
  public static func element(_ x: Tensor<Double>, _ index: Index) -> Double {
    let own = index.suffix(x.rank)
    return x.scalars[zip(x.shape.extents, own).reduce(0) { $0 * $1.0 + ($1.0 == 1 ? 0 : $1.1) }]
  }

  /// The extents that shapes broadcast to.
  public static func common(_ shapes: [[Int]]) -> [Int] {
    let rank = shapes.map(\.count).max() ?? 0
    return (0..<rank).map { axis in
      let extents = shapes.compactMap { $0.count >= rank - axis ? $0[$0.count - rank + axis] : nil }
      return extents.first { $0 != 1 } ?? 1
    }
  }

  /// A function of corresponding elements.
  public static func elementwise(_ operands: [Tensor<Double>], _ function: ([Double]) -> Double) -> Tensor<
    Double
  > {
    tensor(common(operands.map(\.shape.extents))) { index in function(operands.map { element($0, index) }) }
  }

  /// A function of the elements along some axes, all other indices fixed.
  public static func reduction(
    _ x: Tensor<Double>, along axes: [Int], keepingAxes: Bool = false, _ function: ([Double]) -> Double
  ) -> Tensor<Double> {
    let kept = tensor(x.shape.extents.indices.map { axes.contains($0) ? 1 : x.shape[$0] }) { outer in
      let lane = indices(x.shape.extents.indices.map { axes.contains($0) ? x.shape[$0] : 1 })
      return function(lane.map { inner in element(x, zip(outer, inner).map { $0 + $1 }) })
    }
    if keepingAxes { return kept }
    return reshaped(kept, x.shape.extents.indices.filter { !axes.contains($0) }.map { x.shape[$0] })
  }

  /// The sums of the elements up to each along an axis, or from each on.
  public static func cumulativeSum(_ x: Tensor<Double>, along axis: Int, reversed: Bool) -> Tensor<Double> {
    tensor(x.shape.extents) { index in
      let places = reversed ? index[axis]..<x.shape[axis] : 0..<index[axis] + 1
      return places.reduce(0) { sum, place in
        var other = index
        other[axis] = place
        return sum + element(x, other)
      }
    }
  }

  /// The same elements under other extents.
  public static func reshaped(_ x: Tensor<Double>, _ extents: [Int]) -> Tensor<Double> {
    var next = x.scalars.makeIterator()
    return tensor(extents) { _ in next.next() ?? .nan }
  }

  /// The tensor repeated to other extents.
  public static func broadcast(_ x: Tensor<Double>, _ extents: [Int]) -> Tensor<Double> {
    tensor(extents) { element(x, $0) }
  }

  /// Axis `i` of the result is axis `permutation[i]` of the operand.
  public static func transposed(_ x: Tensor<Double>, _ permutation: [Int]) -> Tensor<Double> {
    tensor(permutation.map { x.shape[$0] }) { index in
      element(x, permutation.indices.map { axis in index[permutation.firstIndex(of: axis) ?? 0] })
    }
  }

  /// The box of some extents that begins at `starts`.
  public static func slice(_ x: Tensor<Double>, at starts: [Int], _ extents: [Int]) -> Tensor<Double> {
    tensor(extents) { index in element(x, zip(index, starts).map { $0 + $1 }) }
  }

  /// Zeros with each operand added to the box that begins at its starts.
  public static func place(_ operands: [Tensor<Double>], at starts: [[Int]], in extents: [Int]) -> Tensor<
    Double
  > {
    tensor(extents) { index in
      zip(operands, starts).reduce(0) { sum, term in
        let own = zip(index, term.1).map { $0 - $1 }
        let isInside = zip(own, term.0.shape.extents).allSatisfy { $0 >= 0 && $0 < $1 }
        return isInside ? sum + element(term.0, own) : sum
      }
    }
  }

  /// The operands one after the other.
  public static func concatenated(_ operands: [Tensor<Double>], along axis: Int) -> Tensor<Double> {
    var extents = operands[0].shape.extents
    extents[axis] = operands.reduce(0) { $0 + $1.shape[axis] }
    return tensor(extents) { index in
      var own = index
      for operand in operands {
        if own[axis] < operand.shape[axis] { return element(operand, own) }
        own[axis] -= operand.shape[axis]
      }
      return .nan
    }
  }

  /// The product over the last two axes, with leading axes that broadcast; vectors by NumPy's rule.
  public static func matmul(
    _ a: Tensor<Double>, _ b: Tensor<Double>, transposing: Transposition = []
  ) -> Tensor<Double> {
    if a.rank == 1 {
      let row = matmul(reshaped(a, [1, a.count]), b, transposing: transposing.subtracting(.left))
      let axis = b.rank == 1 ? 0 : row.rank - 2
      return reshaped(row, row.shape.extents.indices.filter { $0 != axis }.map { row.shape[$0] })
    }
    if b.rank == 1 {
      let column = matmul(a, reshaped(b, [b.count, 1]), transposing: transposing.subtracting(.right))
      return reshaped(column, column.shape.extents.dropLast())
    }
    func matrixIndex(_ leading: Index, _ i: Int, _ j: Int, swapped: Bool) -> Index {
      leading + (swapped ? [j, i] : [i, j])
    }
    let (left, right) = (transposing.contains(.left), transposing.contains(.right))
    let (rows, inner) = (a.shape[a.rank - (left ? 1 : 2)], a.shape[a.rank - (left ? 2 : 1)])
    let columns = b.shape[b.rank - (right ? 2 : 1)]
    let leading = common([a, b].map { Array($0.shape.extents.dropLast(2)) })
    return tensor(leading + [rows, columns]) { index in
      let (batch, i, j) = (Array(index.dropLast(2)), index[index.count - 2], index[index.count - 1])
      return (0..<inner).reduce(0) { sum, k in
        sum + element(a, matrixIndex(batch, i, k, swapped: left))
          * element(b, matrixIndex(batch, k, j, swapped: right))
      }
    }
  }
}
