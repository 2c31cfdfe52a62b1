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
      evidence.pairs.contains(where: { $0.analytic != 0 })
    else { return nil }
    let program = recording.program
    let input = recording.chosen[evidence.input]
    let depends = program.dependents(ofLines: [program.inputLines[input]])
    let shapes = program.lineShapes
    for operation in program.operations {
      let result = shapes[operation.line]
      for (operand, line) in operation.operands.enumerated() where depends[line] {
        let axes = Self.repeatedAxes(of: shapes[line], in: result)
        guard !axes.isEmpty else { continue }
        for isLast in [false, true] {
          let mask = Self.mask(result, axes, isLast: isLast)
          let masked = try program.rerecorded { line, recorded, operands in
            let result = recorded(operands)
            guard line == operation.line else { return result }
            var detached = operands
            detached[operand] = stopGradient(operands[operand])
            // The value is the same; derivatives flow through one repetition.
            return mask * result + (1 - mask) * recorded(detached)
          }
          guard evidence.equals(try Contributions.rows(of: masked, recording, input, evidence)) else {
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

  /// The axes of the result along which an operand that broadcasts to it is repeated.
  private static func repeatedAxes(of operand: Shape, in result: Shape) -> [Int] {
    guard operand.broadcast(with: result) == result, operand != result else { return [] }
    let added = result.rank - operand.rank
    return (0..<result.rank).filter { result[$0] > 1 && ($0 < added || operand[$0 - added] == 1) }
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
