// SPDX-License-Identifier: Apache-2.0
internal import CMemory

/// The memory of this process that is in use.
enum ResidentMemory {
  /// By how much, in megabytes, the process grows at most while `body` runs; `nil` where the system does not tell.
  ///
  /// Memory that was given back before is returned to the system first, so that it does not hide new memory.
  static func growth(during body: () throws -> Void) rethrows -> Double? {
    let before = resident_begin()
    try body()
    let peak = resident_peak()
    return before >= 0 && peak >= 0 ? Double(peak - before) / 1e6 : nil
  }
}
