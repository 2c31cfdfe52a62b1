// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Wengert

/// Where pages and figures go.
struct OutputFolder {
  let path: String

  /// Writes a page, and its figures into a folder of its name beside it.
  func write(_ report: Report, named name: String) throws {
    try make(path)
    try report.write(to: "\(path)/\(name).html")
    guard !report.figures.isEmpty else { return }
    try make("\(path)/\(name)")
    try report.writeFigures(to: "\(path)/\(name)")
  }

  private func make(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
}
