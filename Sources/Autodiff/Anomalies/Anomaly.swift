// SPDX-License-Identifier: Apache-2.0

/// The first operation of a run that made NaN or an infinity of operands without any.
public struct Anomaly: Error, Hashable, CustomStringConvertible {
  /// What kind of number was made.
  public enum Kind: Sendable, Hashable {
    /// Not a number.
    case nan
    /// An infinity.
    case infinity
  }

  /// What was looked for and found; NaN comes before infinities in one result.
  public let kind: Kind
  /// The operation, or the input or constant that held it from the beginning.
  public let step: Step
  /// When the operation made NaN of an infinity: the one that made that of finite operands.
  public let infinitySource: Step?
  /// Whether an output is not a number, or not finite, because of it. If not, a selection or a comparison hid
  /// it: `log(x)` of 0 under a `select` that takes the other side is legitimate.
  public let reachesOutput: Bool

  /// The operation with its operands, shapes and ranges, a line each, and what is known of where it comes
  /// from.
  public var description: String {
    let name = kind == .nan ? "NaN" : "an infinity"
    var text = "\(step.isOperation ? "\(name) was made by" : "\(name) is held by") \(step)"
    if let infinitySource { text += "\nthe infinity that it read was made by \(infinitySource)" }
    if !reachesOutput { text += "\nno output depends on it" }
    return text
  }
}
