// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Wengert

/// What this program was built with and runs on.
enum Installation {
  /// The version of the toolkit.
  static let version = "0.9.0"

  /// The version of the language that the compiler speaks, as far as a program can tell.
  static let swift: String = {
    #if compiler(>=6.4)
      "6.4 or newer"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }()

  /// Whether the build is optimised.
  static let isOptimized: Bool = {
    #if DEBUG
      false
    #else
      true
    #endif
  }()

  /// The version of OpenBLAS and the processor that it has kernels for: `OpenBLAS 0.3.21 (Haswell)`.
  static let blas: String = {
    let words = BLAS.configuration.split(separator: " ").map(String.init)
    guard words.count > 1 else { return BLAS.configuration }
    let core = words.dropFirst(2).first {
      $0.first?.isUppercase == true && !$0.contains("_") && !$0.contains("=")
    }
    return words[0...1].joined(separator: " ") + (core.map { " (\($0))" } ?? "")
  }()

  /// One line for `--version`.
  static var line: String {
    let threads = Processor.threadCount
    return "playground \(version) (Swift \(swift), \(isOptimized ? "release" : "debug"), \(blas), "
      + "kernels for \(Processor.level), \(threads) thread\(threads == 1 ? "" : "s"))"
  }

  /// How many processors the system lets this process use.
  static var processorCount: Int { ProcessInfo.processInfo.activeProcessorCount }
}
