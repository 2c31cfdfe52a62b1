// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Simplifier {
  /// The constant that an operation makes of two; plain arithmetic on numbers is done on the spot.
  mutating func folded(_ kind: OperationKind, _ operation: Int32, _ a: Int32, _ b: Int32, _ shape: Int32)
    -> Int32?
  {
    guard shape == 0, let x = draft.uniformValue(of: a), let y = draft.uniformValue(of: b) else {
      return folded(operation, [a, b], shape)
    }
    return switch kind {
    case .add: draft.constant(Add.value(x, y))
    case .subtract: draft.constant(Subtract.value(x, y))
    case .multiply: draft.constant(Multiply.value(x, y))
    case .divide: draft.constant(Divide.value(x, y))
    case .chain: draft.constant(ElementwiseChain.value(x, y))
    default: folded(operation, [a, b], shape)
    }
  }

  /// The constant that an operation makes of constants, unless it is larger than they are: what is spread out is
  /// better made when it is needed.
  mutating func folded(_ operation: Int32, _ operands: [Int32], _ shape: Int32) -> Int32? {
    guard operations.facts[Int(operation)].kind != .broadcast else { return nil }
    let values = operands.compactMap { draft.constant($0) }
    let target = draft.shapes[Int(shape)]
    guard values.count == operands.count,
      target.elementCount <= Swift.max(1024, values.reduce(0) { $0 + $1.count })
    else { return nil }
    if let known = foldedLines[[operation] + operands] { return known }

    var list = WengertList()
    let lines = values.map { list.appendConstant($0) }
    let result = list.append(
      operations.operations[Int(operation)], lines, shape: list.index(of: target))
    let executable = Executable<Double>(Program(list, outputs: [result]), simplifies: false)
    executable.run()
    let line = draft.constant(executable.output(0), shape: shape)
    foldedLines[[operation] + operands] = line
    return line
  }
}
