// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A value that is being recorded: the result of a line of a tape, or a literal that has not met a tape yet.
///
/// Arithmetic and the functions of this module append to the tape and return the new line's variable. A mistake
/// (shapes that do not fit, variables of two tapes) does not stop the program: the tape keeps the first one, and
/// the call that closes the recording throws it.
///
/// A handle of 16 bytes: copying is free, and it must not leave the thread of its tape.
public struct Variable {
  /// The tape; `nil` for a literal.
  let storage: UnsafeMutablePointer<TapeStorage>?
  /// The line and the generation of its tape, or the bits of a literal.
  private let payload: UInt64

  init(storage: UnsafeMutablePointer<TapeStorage>, index: Int32) {
    self.storage = storage
    payload = UInt64(storage.pointee.generation) << 32 | UInt64(UInt32(bitPattern: index))
  }

  private init(storage: UnsafeMutablePointer<TapeStorage>?, payload: UInt64) {
    self.storage = storage
    self.payload = payload
  }

  /// A constant of the recording under way.
  ///
  /// Outside a recording (`Program`, `gradient(at:of:)`, `Tape.record` ...) there is no tape for it: using it then
  /// is reported as a mistake.
  public init(_ value: Tensor<Double>) {
    if let storage = CurrentTape.storage {
      self.init(storage: storage, index: storage.pointee.list.appendConstant(value))
    } else {
      self = .lost
    }
  }

  /// A constant number.
  public init(_ value: Double) { self.init(storage: nil, payload: value.bitPattern) }

  /// The line, when the variable belongs to a tape.
  var index: Int32 { Int32(bitPattern: UInt32(truncatingIfNeeded: payload)) }

  /// The number, when the variable is a literal.
  var literal: Double? { storage == nil ? Double(bitPattern: payload) : nil }

  /// Whether the tape still exists.
  var isAlive: Bool {
    guard let storage else { return true }
    return storage.pointee.generation == UInt32(truncatingIfNeeded: payload >> 32)
  }

  /// A variable of a tape that no longer exists.
  static var lost: Variable { Variable(storage: graveyard.address, payload: .max) }

  private struct Graveyard: @unchecked Sendable {
    let address = TapeStorage.make()
  }
  private static let graveyard = Graveyard()
}

extension Variable {
  /// The extents along the axes; `[]` for a literal.
  public var shape: Shape {
    guard let storage, isAlive else { return .scalar }
    return storage.pointee.list.shape(of: index)
  }

  /// The number of axes.
  public var rank: Int { shape.rank }

  /// Gives the variable a name for error messages, reports and printed programs; a literal stays nameless.
  ///
  /// - Returns: The same variable.
  @discardableResult
  public func named(_ name: String) -> Variable {
    if let storage, isAlive { storage.pointee.list.names[index] = name }
    return self
  }

  /// The name given by the user.
  public var name: String? {
    guard let storage, isAlive else { return nil }
    return storage.pointee.list.names[index]
  }

  /// How error messages call it.
  var described: RecordingError.Operand {
    if let literal { return .init(name: "\(literal)", shape: nil) }
    guard let storage, isAlive else { return .init(name: "a variable of no tape", shape: nil) }
    let origin =
      switch storage.pointee.list.nodes[Int(index)].source {
      case .input(let number): "input \(number)"
      case .constant: "constant"
      case .operation(let operation): "\(operation.primitive.name)(...)"
      }
    return .init(name: name ?? origin, shape: shape)
  }
}

extension Variable: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self.init(value) }
  public init(integerLiteral value: Int) { self.init(Double(value)) }
}
