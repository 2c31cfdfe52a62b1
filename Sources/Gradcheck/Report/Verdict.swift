// SPDX-License-Identifier: Apache-2.0

/// What a check found.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// The derivatives agree with differences that are accurate enough to tell.
  case passed
  /// The derivatives differ from what they should be by more than the errors of the check explain.
  case failed
  /// The check could not tell: no differences of useful accuracy, values that are not finite, or nothing to
  /// compare.
  case inconclusive
}

extension Sequence<Verdict> {
  /// The verdict on all together: failed when one failed, else inconclusive when one is, else passed.
  var combined: Verdict {
    reduce(.passed) { $0 == .failed || $1 == .failed ? .failed : $0 == .inconclusive ? $0 : $1 }
  }
}
