// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Transpose: LinearPrimitive, Hashable {
  /// For each axis of the result, the operand's axis that it is.
  let permutation: [Int]

  let name = "transpose"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    guard permutation.sorted() == Array(0..<operands[0].rank) else {
      throw ShapeError(
        name, operands, "\(permutation) does not name each of the axes 0..<\(operands[0].rank) once")
    }
    return Shape(permutation.map { operands[0][$0] })
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let strides = operands[0].strides
    return .strided(offset: 0, strides: permutation.map { strides[$0] })
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    var inverse = permutation
    for (axis, source) in permutation.enumerated() { inverse[source] = axis }
    cotangents.add(to: 0) { gy.transposed(inverse) }
  }

  func batched(_ batch: Batch) -> Variable { batch.operands[0].transposed(permutation + [permutation.count]) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    switch (style, permutation == [1, 0]) {
    case (.text, true): "transpose(\(operands[0]))"
    case (.text, false): "transpose(\(operands[0]), \(permutation))"
    case (.latex, _): "\(operands[0])^{\\top}"
    }
  }
}

extension Variable {
  /// The axes in another order: axis `i` of the result is axis `permutation[i]` of this variable.
  public func transposed(
    _ permutation: [Int], file: StaticString = #fileID, line: UInt = #line
  ) -> Variable {
    Operation(Transpose(permutation: permutation))(self, at: SourceLocation(file: file, line: line))
  }

  /// The axes in reverse order; of a matrix, the transpose.
  public func transposed(file: StaticString = #fileID, line: UInt = #line) -> Variable {
    transposed((0..<rank).reversed(), file: file, line: line)
  }
}
