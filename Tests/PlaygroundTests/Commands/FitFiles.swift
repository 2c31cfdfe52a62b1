// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Testing
internal import Wengert

@testable internal import playground

/// Files for a test of `fit`, and a way to run it within the test.
final class FitFiles {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "wengert-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file in the folder.
  func callAsFunction(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  /// The path of a new file of the given text.
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return self(name)
  }

  /// Misra1a of NIST: y over x, fitted by `b1·(1 - exp(-b2·x))`.
  func misra() throws -> String {
    let x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0]
    let y = [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ]
    return try write("misra.csv", "x,y\n" + zip(x, y).map { "\($0),\($1)\n" }.joined())
  }

  /// A noisy sine of 40 rows.
  func sine() throws -> String {
    var source = Xoshiro256(seed: 5)
    let data = Dataset.sine(40, noise: 0.1, using: &source)
    let rows = zip(data.inputs.scalars, data.targets.scalars).map { "\($0),\($1)\n" }
    return try write("sine.csv", "x,y\n" + rows.joined())
  }

  /// What `playground fit` prints, complains and returns.
  static func fit(_ words: String...) -> (output: String, complaint: String, code: ExitCode) { fit(words) }

  static func fit(_ words: [String]) -> (output: String, complaint: String, code: ExitCode) {
    let recorder = ConsoleRecorder()
    let tool = Tool(experiments: [], commands: [FitCommand()], console: recorder.console())
    let code = tool.run(["fit"] + words)
    return (recorder.output, recorder.reports, code)
  }
}
