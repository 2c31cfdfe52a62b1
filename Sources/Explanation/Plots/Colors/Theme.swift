// SPDX-License-Identifier: Apache-2.0

/// The style sheet of figures, for light and for dark surroundings.
///
/// Every colour is given twice: plainly for renderers that know no custom properties, and as a property that the
/// surroundings, or a page, may change.
enum Theme {
  /// A colour with a name that drawings use.
  private struct Role {
    let name: String
    let light: RGB
    let dark: RGB
  }

  private static let roles: [Role] =
    [
      Role(name: "paper", light: RGB(0xFFFFFF), dark: RGB(0x16191F)),
      Role(name: "ink", light: RGB(0x1B1F24), dark: RGB(0xE8EAED)),
      Role(name: "soft", light: RGB(0x57606A), dark: RGB(0xA3ABB5)),
      Role(name: "line", light: RGB(0x8C959F), dark: RGB(0x6E7681)),
      Role(name: "grid", light: RGB(0xE4E7EB), dark: RGB(0x2B3038)),
    ]
    + Palette.categories.enumerated().map { Role(name: "s\($0)", light: $1.light, dark: $1.dark) }

  /// The properties, with those for dark surroundings behind a query.
  static let properties: String = {
    func list(_ color: KeyPath<Role, RGB>) -> String {
      roles.map { "--\($0.name):\($0[keyPath: color])" }.joined(separator: ";")
    }
    return ":root{\(list(\.light))}@media screen and (prefers-color-scheme:dark){:root{\(list(\.dark))}}"
  }()

  /// The rules for what drawings hold, each below `.plot`.
  static let rules: String = {
    func paint(_ property: String, _ name: String) -> String {
      let plain = roles.first { $0.name == name }?.light.description ?? "none"
      return "\(property):\(plain);\(property):var(--\(name))"
    }
    var rules = [
      ".plot text{\(paint("fill", "ink"));font-size:13px;font-variant-numeric:tabular-nums}",
      ".plot{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif}",
      ".plot .title{font-size:15px;font-weight:600}",
      ".plot .soft{\(paint("fill", "soft"))}",
      ".plot .note{\(paint("stroke", "paper"));stroke-width:4;stroke-linejoin:round;paint-order:stroke}",
      ".plot .paper{\(paint("fill", "paper"))}",
      ".plot .grid{\(paint("stroke", "grid"));stroke-width:1;fill:none}",
      ".plot .axis{\(paint("stroke", "line"));stroke-width:1;fill:none}",
      ".plot .rule{\(paint("stroke", "soft"));stroke-width:1.3;fill:none}",
      ".plot .edge{\(paint("stroke", "paper"));stroke-width:.8;stroke-linejoin:round}",
      ".plot .halo{fill:none;\(paint("stroke", "paper"));stroke-linecap:round;stroke-linejoin:round}",
      ".plot .contour{fill:none;stroke:#000;stroke-opacity:.35;stroke-width:.7}",
      ".plot .border{fill:none;\(paint("stroke", "ink"));stroke-width:1.4;stroke-linejoin:round}",
      ".plot .f{stroke:none}",
      ".plot .l{fill:none;stroke-linecap:round;stroke-linejoin:round}",
    ]
    let inks = Palette.categories.indices.map { ("s\($0)", "s\($0)") } + [("si", "ink"), ("sm", "line")]
    for (name, role) in inks {
      rules.append(".plot .f.\(name){\(paint("fill", role))}")
      rules.append(".plot .l.\(name){\(paint("stroke", role))}")
    }
    return rules.joined()
  }()
}
