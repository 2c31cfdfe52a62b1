// SPDX-License-Identifier: Apache-2.0

/// A run on which a `branch(_:)` would have gone another way than when the program was recorded.
public struct GuardError: Error, Hashable, CustomStringConvertible {
  /// The operation that decides, as its line says: `v2 = 0.0 < x`.
  public let condition: String
  /// Whether the condition held when the program was recorded; on this run it is the other way round.
  public let recordedDecision: Bool
  /// Where the branch stands.
  public let location: SourceLocation

  /// What was decided when and where, and what to do.
  public var description: String {
    func said(_ decision: Bool) -> String { decision ? "held" : "did not hold" }
    return "branch: \(condition) \(said(recordedDecision)) when the program was recorded and "
      + "\(said(!recordedDecision)) on this run (\(location)); run it through an AdaptiveExecutable, which records "
      + "again, record it at these inputs with Program(at:), or compute both ways with select(_:_:_:)"
  }
}
