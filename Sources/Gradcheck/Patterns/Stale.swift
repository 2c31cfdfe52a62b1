// SPDX-License-Identifier: Apache-2.0

extension Diagnosis.Kind {
  /// The derivatives do not change with the point.
  static public let stale = Diagnosis.Kind(rawValue: "stale")
}

/// The derivatives that the user supplied are the same elsewhere, but the function's are not.
struct Stale: Pattern {
  func diagnosis(of evidence: Evidence) throws -> Diagnosis? {
    let subject = evidence.subject
    guard !subject.isDerivedFromRecording, let recording = subject.recording, subject.outputs.count == 1
    else {
      return nil
    }
    let elsewhere = subject.point.enumerated().map { $1 + 0.25 + 0.125 * Double($0 % 3) }
    let here = try subject.adjoint(of: [1], at: subject.point)
    guard here.allSatisfy({ $0 == 0 }) == false, try subject.adjoint(of: [1], at: elsewhere) == here else {
      return nil
    }
    let own = try ProgramSubject(recording.program, at: recording.point, by: recording.chosen)
    guard try own.adjoint(of: [1], at: elsewhere) != own.adjoint(of: [1], at: subject.point) else {
      return nil
    }
    return Diagnosis(
      .stale,
      "stale: it is the same at another point, though the function's is not; does it read its argument?")
  }
}
