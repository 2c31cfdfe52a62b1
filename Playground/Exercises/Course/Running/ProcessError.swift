// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Why a process could not be started.
package struct ProcessError: Error, CustomStringConvertible {
  package let description: String

  /// - Parameter code: The system's number of the error.
  init(_ text: String, code: Int32) { description = "\(text): \(String(cString: strerror(code)))" }
}
