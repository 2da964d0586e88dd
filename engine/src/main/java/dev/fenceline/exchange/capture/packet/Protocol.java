package dev.fenceline.exchange.capture.packet;

/** The protocols of the layers of a packet, limited to those that can carry NVMe/TCP. */
public enum Protocol {
  /** A frame with its two addresses. */
  ETHERNET,
  /** IPv4 or IPv6, as the first four bits show. */
  IP,
  TCP,
  UDP,
  /** A stack of labels. */
  MPLS,
  GRE,
  /** A mirrored frame with the header of type II. */
  ERSPAN_II,
  /** A mirrored frame or packet with the header of type III. */
  ERSPAN_III,
  VXLAN,
  /** VXLAN with the type of its payload. */
  VXLAN_GPE,
  GENEVE,
  /** The session data of PPP over Ethernet. */
  PPPOE,

  /** A protocol that cannot carry NVMe/TCP. */
  OTHER,
  /** A protocol that is unknown because the capture truncated the packet before it. */
  CUT,

  // Protocols that could carry NVMe/TCP but are not decoded.
  ESP("IPsec (ESP)", false),
  ESP_IN_UDP("IPsec (ESP)", true),
  MACSEC("MACsec", false),
  L2TP("L2TP", false),
  L2TP_IN_UDP("L2TP", true),
  PPTP("PPTP", false),
  NSH("NSH", false),
  TRILL("TRILL", false),
  GTP_U("GTP-U", true),
  WIREGUARD("WireGuard", true),
  OPENVPN("OpenVPN", true),
  TEREDO("Teredo", true),
  GUE("GUE", true),
  LISP("LISP", true),
  CAPWAP("CAPWAP", true),
  TZSP("TZSP", true);

  private final String label;
  private final boolean isByPort;

  Protocol() {
    this("", false);
  }

  Protocol(String label, boolean isByPort) {
    this.label = label;
    this.isByPort = isByPort;
  }

  /** Reports whether the payload of this protocol is not decoded. */
  boolean isEnd() {
    return this == OTHER || this == CUT || isUnread();
  }

  /** Reports whether the protocol could carry NVMe/TCP but is not decoded. */
  boolean isUnread() {
    return !label.isEmpty();
  }

  /** Returns a phrase for packets that are not decoded, such as {@code are MACsec, ...}. */
  public String unread(boolean isOne) {
    return isByPort
        ? (isOne ? "goes" : "go") + " to the UDP port of " + label + ", which is not read"
        : (isOne ? "is " : "are ") + label + ", which is not read";
  }
}
