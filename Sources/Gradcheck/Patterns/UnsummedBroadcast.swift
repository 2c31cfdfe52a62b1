// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

extension Diagnosis.Kind {
  /// The derivative of something that was repeated is not summed over the repetitions.
  static public let unsummedBroadcast = Diagnosis.Kind(rawValue: "unsummedBroadcast")
}

/// The derivatives by something that was broadcast are those through its first, or last, repetition alone.
struct UnsummedBroadcast: Pattern {
  func diagnosis(of evidence: Evidence) throws -> Diagnosis? {
    guard let recording = evidence.subject.recording, evidence.outputs.count <= 64,
      evidence.outputs.count == evidence.subject.outputs.count,
      evidence.pairs.contains(where: { $0.analytic != 0 })
    else { return nil }
    let program = recording.program
    let depends = program.dependents(ofLines: [program.inputLines[recording.chosen[evidence.input]]])
    let shapes = program.lineShapes
    for operation in program.operations {
      let result = shapes[operation.line]
      for (operand, line) in operation.operands.enumerated() where depends[line] {
        let axes = Self.repeatedAxes(ofOperand: operand, of: operation, in: shapes)
        guard !axes.isEmpty else { continue }
        for isLast in [false, true] {
          let mask = Self.mask(result, axes, isLast: isLast)
          guard try evidence.agrees(with: recording.moving(operand, of: operation, where: mask)) else {
            continue
          }
          let label = operation.operandLabels[operand]
          let extents = axes.map { "\(result[$0])" }.joined(separator: "·")
          return Diagnosis(
            .unsummedBroadcast,
            "not summed over a broadcast: \(operation.statement) repeats \(label) \(extents) times, but only the "
              + "\(isLast ? "last" : "first") repetition is counted")
        }
      }
    }
    return nil
  }

  /// The axes of the result along which an operand is repeated: the operation takes the repeated operand for the same.
  private static func repeatedAxes(
    ofOperand operand: Int, of operation: RecordedOperation, in shapes: [Shape]
  ) -> [Int] {
    let (result, own) = (shapes[operation.line], shapes[operation.operands[operand]])
    var repeated = operation.operands.map { shapes[$0] }
    repeated[operand] = result
    guard own != result, own.broadcast(with: result) == result,
      (try? operation.operation.primitive.shape(of: repeated)) == result
    else { return [] }
    let added = result.rank - own.rank
    return (0..<result.rank).filter { result[$0] > 1 && ($0 < added || own[$0 - added] == 1) }
  }

  /// 1 at the first, or last, place along the axes, else 0.
  private static func mask(_ shape: Shape, _ axes: [Int], isLast: Bool) -> Tensor<Double> {
    var mask = Tensor<Double>.zeros(shape)
    mask.withMutableScalars { scalars in
      for place in scalars.indices {
        let index = shape.index(ofElement: place)
        if axes.allSatisfy({ index[$0] == (isLast ? shape[$0] - 1 : 0) }) { scalars[place] = 1 }
      }
    }
    return mask
  }
}

extension Recording {
  /// The program in which an operand of an operation moves only the elements of the result that `mask` marks; to the
  /// others it is the constant that it is at the point.
  fileprivate func moving(
    _ operand: Int, of operation: RecordedOperation, where mask: Tensor<Double>
  ) throws -> Recording {
    let constant = try program.returningAllLines.run(point)[operation.operands[operand]]
    let program = try program.rerecorded { line, recorded, operands in
      let result = recorded(operands)
      guard line == operation.line else { return result }
      var still = operands
      still[operand] = Variable(constant)
      return select(Variable(mask), result, recorded(still))
    }
    return Recording(program: program, point: point, chosen: chosen)
  }
}
