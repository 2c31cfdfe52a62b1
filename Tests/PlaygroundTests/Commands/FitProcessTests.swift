// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Testing
internal import Wengert

@testable internal import playground

/// The built program, as a process that is interrupted and killed.
@Suite("fit as a process", .serialized) struct FitProcessTests {
  /// Training of 160 updates, each with a checkpoint.
  private static func words(_ files: FitFiles, data: String, weights: String) -> [String] {
    [
      "fit", data, "--target", "y", "--model", "1-6-1 tanh", "--method", "adam", "--batch", "10", "--epochs",
      "40", "--every", "1", "--holdout", "0.2", "--checkpoint", files("run.safetensors"), "--resume",
      "--weights",
      weights, "--quiet",
    ]
  }

  private static func start(_ words: [String]) throws -> (process: Process, complaint: Pipe) {
    let runner = try #require(Bundle.main.executableURL)
    let process = Process()
    process.executableURL = runner.deletingLastPathComponent().appending(path: "playground")
    process.arguments = words
    process.standardOutput = FileHandle.nullDevice
    let complaint = Pipe()
    process.standardError = complaint
    try process.run()
    return (process, complaint)
  }

  private static func whole(_ files: FitFiles, _ data: String) throws -> Data {
    let (process, _) = try start(
      words(files, data: data, weights: files("whole.npz")))
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    for suffix in ["", ".previous"] {
      try FileManager.default.removeItem(atPath: files("run.safetensors") + suffix)
    }
    return try Data(contentsOf: files.folder.appending(path: "whole.npz"))
  }

  @Test("killed at any moment it goes on to the same weights")
  func killed() throws {
    let kills = ProcessInfo.processInfo.environment["WENGERT_KILLS"].flatMap(Int.init) ?? 6
    let files = try FitFiles()
    let data = try files.sine()
    let clock = ContinuousClock.now
    let whole = try Self.whole(files, data)
    let length = clock.duration(to: .now) / .seconds(1)
    var random = Xoshiro256(seed: 2)
    var (killed, finished) = (0, 0)
    while killed < kills || finished == 0 {
      let (process, complaint) = try Self.start(Self.words(files, data: data, weights: files("part.npz")))
      if killed < kills {
        Thread.sleep(forTimeInterval: random.uniform(from: 0, to: length * 0.6))
        if process.isRunning {
          kill(process.processIdentifier, SIGKILL)
          killed += 1
        }
      }
      process.waitUntilExit()
      guard process.terminationReason == .exit else { continue }
      let text = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      try #require(process.terminationStatus == 0, "after \(killed) kills: \(text)")
      finished += 1
      #expect(
        try Data(contentsOf: files.folder.appending(path: "part.npz")) == whole, "after \(killed) kills")
      for suffix in ["", ".previous"] {
        try? FileManager.default.removeItem(atPath: files("run.safetensors") + suffix)
      }
    }
    print("\(killed) runs were killed, \(finished) were resumed to their end")
  }

  @Test("interrupted it saves the run, ends with exit code 130, and goes on to the same weights")
  func interrupted() throws {
    let files = try FitFiles()
    let data = try files.sine()
    let whole = try Self.whole(files, data)
    let words = Self.words(files, data: data, weights: files("part.npz"))
    let (process, complaint) = try Self.start(words)
    while process.isRunning, !FileManager.default.fileExists(atPath: files("run.safetensors.previous")) {
      Thread.sleep(forTimeInterval: 0.001)
    }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    let text = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationReason == .exit && process.terminationStatus == 130, "\(text)")
    #expect(text.contains("the run is saved in") && text.contains("--resume"), "\(text)")
    #expect(!FileManager.default.fileExists(atPath: files("part.npz")))
    let (rest, _) = try Self.start(words)
    rest.waitUntilExit()
    #expect(rest.terminationStatus == 0)
    #expect(try Data(contentsOf: files.folder.appending(path: "part.npz")) == whole)
  }
}
