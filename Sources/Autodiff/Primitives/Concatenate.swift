// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Concatenate: LinearPrimitive, Hashable {
  /// The axis along which the operands follow each other, counted from the front.
  let axis: Int

  let name = "concatenate"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    var extents = operands[0].extents
    for operand in operands.dropFirst() {
      let fits =
        operand.rank == extents.count
        && extents.indices.allSatisfy { $0 == axis || operand[$0] == extents[$0] }
      guard fits else {
        throw ShapeError(name, operands, "the shapes differ along an axis other than \(axis)")
      }
      extents[axis] += operand[axis]
    }
    return Shape(extents)
  }

  /// Where each operand begins in the result.
  private func starts(of operands: [Shape]) -> [[Int]] {
    var start = 0
    return operands.map { operand in
      defer { start += operand[axis] }
      return operand.extents.indices.map { $0 == axis ? start : 0 }
    }
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    .assembly(starts(of: operands), tiles: true)
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let shapes = site.operands.map(\.shape)
    for (i, starts) in starts(of: shapes).enumerated() {
      cotangents.add(to: i) { slice(gy, at: starts, shapes[i]) }
    }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.repeatedOperands) }
}

/// The variables one after the other along an axis; a scalar counts as a vector of one element.
///
/// The shapes must agree along every other axis.
public func concatenate(
  _ variables: [Variable], along axis: Int = 0, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  // A variable whose tape is gone is left for the operation to refuse.
  let parts = attached(variables).map {
    $0.rank == 0 && $0.isAlive ? $0.reshaped(to: [1], file: file, line: line) : $0
  }
  guard let first = parts.first else {
    return fault("concatenate", [], "there is nothing to concatenate", at: location)
  }
  guard let axis = first.shape.normalized(axis: axis) else {
    return fault("concatenate", variables, "axis \(axis) is out of range", at: location)
  }
  return Operation(Concatenate(axis: axis))(parts, at: location)
}

/// The variables, of one shape, side by side along a new axis.
///
/// - Parameter axis: Where the new axis is inserted, in `-(rank + 1)...rank`.
public func stack(
  _ variables: [Variable], along axis: Int = 0, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  guard let shape = variables.first?.shape else {
    return fault("stack", [], "there is nothing to stack", at: location)
  }
  guard variables.allSatisfy({ $0.shape == shape }) else {
    return fault("stack", variables, "the shapes differ", at: location)
  }
  guard let axis = Shape(shape.extents + [1]).normalized(axis: axis) else {
    return fault("stack", variables, "axis \(axis) is out of range", at: location)
  }
  var extents = shape.extents
  extents.insert(1, at: axis)
  return concatenate(
    attached(variables).map { $0.reshaped(to: Shape(extents), file: file, line: line) }, along: axis,
    file: file, line: line)
}
