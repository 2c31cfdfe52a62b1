// SPDX-License-Identifier: Apache-2.0
internal import Foundation
public import Tensors

/// A table as it was recorded in `Tests/Fixtures`. With `WENGERT_RECORD=1` it is first recorded anew, from `now`.
public func recordedTable(_ name: String, now: Table) throws -> Table {
  let path = fixturePath("\(name).csv")
  if ProcessInfo.processInfo.environment["WENGERT_RECORD"] != nil { try now.write(csv: path) }
  return try Table(csv: path)
}
