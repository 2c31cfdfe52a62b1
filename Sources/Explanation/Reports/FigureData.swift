// SPDX-License-Identifier: Apache-2.0

/// The numbers of a figure below it: a file to save, and a table when there are few.
enum FigureData {
  /// Longer files are not put into the page.
  static let sizeLimit = 250_000
  private static let rowLimit = 40

  static func element(_ figure: any Figure, name: String) -> Element {
    let text = figure.csv()
    let rows = figure.drawing.data()
    var details = Element("details", ["class": "data"], [Element("summary", text: "Data")])
    if text.utf8.count <= sizeLimit {
      details.append(
        Element(
          "a", ["download": name + ".csv", "href": "data:text/csv;charset=utf-8," + encoded(text)],
          text: "\(name).csv, \(rows.count) lines"))
    } else {
      details.append(Element("p", text: "\(rows.count) lines are too many for this page."))
    }
    if rows.count <= rowLimit {
      let columns = DataColumn.allCases.filter { column in rows.contains { $0[column, default: ""] != "" } }
      let cells = rows.map { row in
        columns.map { column in
          Element("td", text: row[column, default: ""])
        }
      }
      let head = columns.map { Element("th", ["scope": "col"], text: $0.rawValue) }
      details.append(
        Element(
          "div",
          ["class": "scroll", "tabindex": 0, "role": "region", "aria-label": "Data of \(figure.title)"],
          [
            Element(
              "table", [:],
              [
                Element("thead", [:], [Element("tr", [:], head)]),
                Element("tbody", [:], cells.map { Element("tr", [:], $0) }),
              ])
          ]))
    }
    return details
  }

  /// The text as part of an address (RFC 3986): what is not plainly allowed there as its bytes.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: ","), UInt8(ascii: "+"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
