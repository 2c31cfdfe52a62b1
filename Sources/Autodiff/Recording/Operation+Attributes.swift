// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Operation {
  /// What an operation was made with besides its operands: `along` and the axes of a sum.
  package struct Attribute: Hashable, Sendable {
    package let label: String
    package let numbers: [Double]

    package init(_ label: String, _ numbers: [Double]) {
      self.label = label
      self.numbers = numbers
    }

    fileprivate init(_ label: String, _ numbers: [Int]) { self.init(label, numbers.map(Double.init)) }
  }

  /// The attributes, for those who write operations down; none of operations that have none, and of a user's.
  package var attributes: [Attribute] {
    switch primitive {
    case let power as IntegerPower: [Attribute("exponent", [power.exponent])]
    case let product as MatMul:
      [
        Attribute(
          "transposing", [Transposition.left, .right].map { product.transposing.contains($0) ? 1 : 0 })
      ]
    case let reduction as any ReductionPrimitive: [Attribute("along", reduction.axes)]
    case let softmax as Softmax: [Attribute("along", [softmax.axis])]
    case let softmax as LogSoftmax: [Attribute("along", [softmax.axis])]
    case let sum as CumulativeSum:
      [Attribute("along", [sum.axis])] + (sum.isReversed ? [Attribute("reversed", [1])] : [])
    case let transpose as Transpose: [Attribute("axes", transpose.permutation)]
    case let flip as Flip: [Attribute("along", flip.axes)]
    case let slice as Slice:
      [Attribute("from", slice.starts), Attribute("to", zip(slice.starts, slice.extents).map(+))]
    case let place as Place: place.starts.map { Attribute("at", $0) }
    case let concatenate as Concatenate: [Attribute("along", [concatenate.axis])]
    case let gather as Gather: [Attribute("at", gather.positions), Attribute("along", [gather.axis])]
    case let scatter as ScatterAdd:
      [
        Attribute("at", scatter.positions), Attribute("along", [scatter.axis]),
        Attribute("extent", [scatter.extent]),
      ]
    case let diagonal as Diagonal: [Attribute("offset", [diagonal.offset])]
    case let matrix as DiagonalMatrix: [Attribute("offset", [matrix.offset])]
    case let solve as Solve: solve.transposing ? [Attribute("transposing", [1])] : []
    case let relu as LeakyRelu: [Attribute("slope", [relu.negativeSlope])]
    case let elu as Elu: [Attribute("alpha", [elu.alpha])]
    case let clamp as Clamp: [Attribute("to", [clamp.range.lowerBound, clamp.range.upperBound])]
    default: []
    }
  }
}
