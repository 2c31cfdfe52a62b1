// SPDX-License-Identifier: Apache-2.0
#if canImport(Darwin)
  internal import Darwin
#endif

/// The program that is running.
enum ThisExecutable {
  /// A path that starts it again. On Linux it does even when the file was deleted or replaced meanwhile.
  static var path: String {
    #if canImport(Darwin)
      var size: UInt32 = 4096
      var buffer = [CChar](repeating: 0, count: Int(size))
      return _NSGetExecutablePath(&buffer, &size) == 0 ? String(cString: buffer) : CommandLine.arguments[0]
    #else
      "/proc/self/exe"
    #endif
  }
}
