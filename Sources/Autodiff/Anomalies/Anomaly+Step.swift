// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Anomaly {
  /// A line of a program in one run.
  public struct Step: Sendable, Hashable, CustomStringConvertible {
    /// The name of the operation; `input` and `constant` for what is not one.
    public let operation: String
    /// What the line says: `v3 = log(x)`.
    public let statement: String
    /// The line of the printed program, counted from 0 for the first input.
    public let line: Int
    /// What it read.
    public let operands: [Value]
    /// What it made.
    public let result: Value
    /// Where the call that recorded it stands, for the calls that say.
    public let location: SourceLocation?
    /// The operation that this one is a part of, such as `softmax` or `checkpoint`, as its line says.
    public let enclosing: String?
    /// Where in a derivative's program it is.
    public let phase: Phase
    /// The operation whose derivative it computes, as its line says; the name alone when that line is not
    /// needed any more.
    public let derivedFrom: String?

    /// Whether it is neither an input nor a constant.
    public var isOperation: Bool { !operands.isEmpty }

    /// What it says, where, and its values.
    public var description: String {
      var text = statement
      if let enclosing { text += ", a part of \(enclosing)" }
      text += ", line \(line)"
      if let location { text += " (\(location))" }
      if phase != .evaluation { text += ", in the \(phase.rawValue)" }
      if let derivedFrom { text += ", a derivative of \(derivedFrom)" }
      for operand in operands { text += "\n  operand \(operand)" }
      return text + "\n  result \(result)"
    }
  }

  /// Which sweep recorded an operation.
  public enum Phase: String, Sendable, Hashable {
    /// None: it computes values.
    case evaluation
    /// The one that computes tangents.
    case forwardSweep = "forward sweep"
    /// The one that computes cotangents.
    case reverseSweep = "reverse sweep"
  }

  /// A value that was read or made.
  public struct Value: Sendable, Hashable, CustomStringConvertible {
    /// Its name, or how the printed program calls it.
    public let name: String
    /// Its shape.
    public let shape: Shape
    /// The least and the greatest of its finite elements.
    public let finiteRange: ClosedRange<Double>?
    /// How many of its elements are not numbers.
    public let nanCount: Int
    /// How many of its elements are infinite.
    public let infinityCount: Int

    /// One line: `x [2, 3]: 0.0 to 1.5, 2 NaN`.
    public var description: String {
      var facts: [String] = []
      if let finiteRange { facts.append("\(finiteRange.lowerBound) to \(finiteRange.upperBound)") }
      if nanCount > 0 { facts.append("\(nanCount) NaN") }
      if infinityCount > 0 { facts.append("\(infinityCount) infinite") }
      return "\(name) \(shape): \(facts.isEmpty ? "empty" : facts.joined(separator: ", "))"
    }
  }
}
