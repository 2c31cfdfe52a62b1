// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Operation {
  /// Records the operation on one variable.
  public func callAsFunction(_ x: Variable, at location: SourceLocation? = nil) -> Variable {
    guard isElementwise, let storage = x.storage, x.isAlive else { return record([x], at: location) }
    let shape = storage.pointee.list.nodes[Int(x.index)].shape
    return Variable(storage: storage, index: storage.pointee.list.append(self, x.index, shape: shape))
  }

  /// Records the operation on two variables.
  public func callAsFunction(_ x: Variable, _ y: Variable, at location: SourceLocation? = nil) -> Variable {
    guard isElementwise else { return record([x, y], at: location) }
    let (x, y) = (x.attached(beside: y), y.attached(beside: x))
    guard let storage = x.storage, storage == y.storage, x.isAlive, y.isAlive,
      let shape = storage.pointee.list.commonShape(x.index, y.index)
    else { return record([x, y], at: location) }
    return Variable(
      storage: storage, index: storage.pointee.list.append(self, x.index, y.index, shape: shape))
  }

  /// Records the operation on any number of variables, at least one.
  public func callAsFunction(_ operands: [Variable], at location: SourceLocation? = nil) -> Variable {
    record(operands, at: location)
  }

  @inline(never)
  private func record(_ operands: [Variable], at location: SourceLocation?) -> Variable {
    guard
      let storage = operands.first(where: { $0.storage != nil && $0.isAlive })?.storage ?? CurrentTape.storage
    else { return .lost }
    var indices: [Int32] = []
    indices.reserveCapacity(operands.count)
    for operand in operands {
      guard let index = storage.index(of: operand) else {
        // In nested recordings the mistake belongs to the inner one, whichever operand comes first.
        return fault(primitive.name, operands, storage.whyForeign(operand), at: location)
      }
      indices.append(index)
    }
    do {
      let shape = try primitive.shape(of: indices.map { storage.pointee.list.shape(of: $0) })
      let index = storage.pointee.list.append(self, indices, shape: storage.pointee.list.index(of: shape))
      if let location, !location.isInLibrary { storage.pointee.list.locate(index, at: location) }
      return Variable(storage: storage, index: index)
    } catch {
      storage.fail(primitive.name, operands, error.reason, at: location)
      return Variable(storage: storage, index: indices.first ?? storage.pointee.list.appendConstant(0))
    }
  }
}

extension Variable {
  /// The first mistake made on the tape of the recording under way, or on this variable's.
  package var recordingMistake: RecordingError? { (CurrentTape.storage ?? storage)?.pointee.fault }
}

extension UnsafeMutablePointer<TapeStorage> {
  /// The line of this tape that holds a variable, with a literal recorded as a constant; `nil` when it belongs
  /// to another tape.
  @inline(__always)
  func index(of variable: Variable) -> Int32? {
    if variable.storage == self, variable.isAlive { return variable.index }
    return variable.literal.map { pointee.list.appendConstant(Tensor($0)) }
  }

  /// Keeps a mistake, unless there was one before.
  func fail(_ operation: String, _ operands: [Variable], _ reason: String, at location: SourceLocation?) {
    guard pointee.fault == nil else { return }
    pointee.fault = RecordingError(
      operation: operation, operands: operands.map(\.described), reason: reason, location: location)
  }

  /// Why `index(of:)` refused a variable.
  func whyForeign(_ variable: Variable) -> String {
    variable.isAlive
      ? "\(variable.described) belongs to another tape; pass it in as an input of this recording"
      : "a variable was used after its recording ended, or a constant made outside of one"
  }
}

/// Keeps a mistake that a function found in its arguments before it could record anything.
///
/// - Returns: A variable to go on with; what it holds does not matter, the recording will not close.
func fault(_ operation: String, _ operands: [Variable], _ reason: String, at location: SourceLocation?)
  -> Variable
{
  let alive = operands.first { $0.storage != nil && $0.isAlive }
  guard let storage = CurrentTape.storage ?? alive?.storage else { return .lost }
  // What is known of a variable without a tape, such as its shape, would be a misleading reason.
  let reason = operands.first { !$0.isAlive }.map { storage.whyForeign($0) } ?? reason
  storage.fail(operation, operands, reason, at: location)
  return operands.first { $0.storage == storage && $0.isAlive }
    ?? Variable(storage: storage, index: storage.pointee.list.appendConstant(0))
}
