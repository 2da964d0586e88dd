package dev.fenceline.exchange.capture.packet;

/**
 * Decodes tunnels: packets that carry other packets. Sources: RFC 2784 and 2890 (GRE), 7637
 * (NVGRE), 7348 (VXLAN), 8926 (Geneve), 3032 and 4385 (MPLS), 7510 (MPLS in UDP), 8086 (GRE in
 * UDP), the drafts of ERSPAN (foschiano-erspan) and of VXLAN-GPE (nvo3-vxlan-gpe).
 */
final class Tunnels {
  private static final int UDP_BYTES = 8;
  private static final int PORT_L2TP = 1701;
  private static final int PORT_GTP_U = 2152;
  private static final int PORT_TEREDO = 3544;
  private static final int PORT_OPENVPN = 1194;
  private static final int PORT_LISP = 4341;
  private static final int PORT_IPSEC = 4500;
  private static final int PORT_GRE = 4754;
  private static final int PORT_VXLAN = 4789;
  private static final int PORT_VXLAN_GPE = 4790;
  private static final int PORT_CAPWAP = 5247;
  private static final int PORT_GUE = 6080;
  private static final int PORT_GENEVE = 6081;
  private static final int PORT_MPLS = 6635;

  /** The default port of VXLAN on Linux, which flannel uses. */
  private static final int PORT_VXLAN_LINUX = 8472;

  private static final int PORT_TZSP = 37_008;
  private static final int PORT_WIREGUARD = 51_820;

  private static final int VXLAN_BYTES = 8;
  private static final int VXLAN_VALID = 0x08;
  private static final int VXLAN_SAYS_NEXT = 0x04;

  /** All bits of the first two dwords except the network identifier. */
  private static final long VXLAN_FIXED = 0xFFFF_FFFF_0000_00FFL;

  private static final long VXLAN_PLAIN = 0x0800_0000_0000_0000L;

  private static final int GENEVE_BYTES = 8;
  private static final int GENEVE_OPTIONS = 0x3F;

  /** The version, the reserved bits, and the reserved byte after the network identifier. */
  private static final long GENEVE_FIXED = 0xC03F_0000_0000_00FFL;

  private static final int GRE_BYTES = 4;
  private static final int GRE_CHECKSUM = 0x8000;
  private static final int GRE_ROUTING = 0x4000;
  private static final int GRE_KEY = 0x2000;
  private static final int GRE_SEQUENCE = 0x1000;
  private static final int GRE_VERSION = 0x0007;
  private static final int TYPE_ERSPAN = 0x88BE;
  private static final int TYPE_ERSPAN_III = 0x22EB;

  private static final int ERSPAN_II_BYTES = 8;
  private static final int ERSPAN_III_BYTES = 12;
  private static final int ERSPAN_PLATFORM_BYTES = 8;
  private static final int ERSPAN_HAS_PLATFORM = 1;
  private static final int ERSPAN_OF_IP = 2;

  private static final int LABEL_BYTES = 4;
  private static final int LABEL_LAST = 1;
  private static final int CONTROL_WORD_BYTES = 4;

  private static final int PPPOE_BYTES = 6;
  private static final int PPP_IPV4 = 0x0021;
  private static final int PPP_IPV6 = 0x0057;

  private Tunnels() {}

  /** Returns the payload of a layer that is neither IP nor an end. */
  static Layer carried(Layer layer) {
    return switch (layer.protocol()) {
      case ETHERNET -> LinkLayer.frame(layer);
      case UDP -> udp(layer);
      case VXLAN -> layer.inner(Protocol.ETHERNET, VXLAN_BYTES);
      case VXLAN_GPE -> vxlanGpe(layer);
      case GENEVE -> geneve(layer);
      case GRE -> gre(layer);
      case ERSPAN_II -> layer.inner(Protocol.ETHERNET, ERSPAN_II_BYTES);
      case ERSPAN_III -> erspan3(layer);
      case MPLS -> mpls(layer);
      case PPPOE -> pppoe(layer);
      default -> layer.as(Protocol.OTHER);
    };
  }

  private static Layer udp(Layer udp) {
    if (!udp.has(UDP_BYTES)) {
      return udp.as(Protocol.OTHER);
    }
    int said = udp.unsignedShort(4);
    Layer data = (said < UDP_BYTES ? udp : udp.upTo(said)).inner(Protocol.OTHER, UDP_BYTES);
    return switch (udp.unsignedShort(2)) {
      case PORT_VXLAN, PORT_VXLAN_LINUX -> ifFlagged(data.as(Protocol.VXLAN));
      case PORT_VXLAN_GPE -> ifFlagged(data.as(Protocol.VXLAN_GPE));
      case PORT_GENEVE -> data.as(Protocol.GENEVE);
      case PORT_GRE -> data.as(Protocol.GRE);
      case PORT_MPLS -> data.as(Protocol.MPLS);
      case PORT_L2TP -> data.as(Protocol.L2TP_IN_UDP);
      case PORT_GTP_U -> data.as(Protocol.GTP_U);
      case PORT_TEREDO -> data.as(Protocol.TEREDO);
      case PORT_OPENVPN -> data.as(Protocol.OPENVPN);
      case PORT_LISP -> data.as(Protocol.LISP);
      case PORT_IPSEC -> data.as(Protocol.ESP_IN_UDP);
      case PORT_CAPWAP -> data.as(Protocol.CAPWAP);
      case PORT_GUE -> data.as(Protocol.GUE);
      case PORT_TZSP -> data.as(Protocol.TZSP);
      case PORT_WIREGUARD -> data.as(Protocol.WIREGUARD);
      default -> byStructure(data);
    };
  }

  private static Layer ifFlagged(Layer vxlan) {
    boolean isOther = vxlan.has(1) && (vxlan.unsignedByte(0) & VXLAN_VALID) == 0;
    return isOther ? vxlan.as(Protocol.OTHER) : vxlan;
  }

  /** Recognises VXLAN and Geneve on other ports by their structure, if all fields fit. */
  private static Layer byStructure(Layer data) {
    if (!data.has(VXLAN_BYTES)) {
      return data;
    }
    long head = data.bytes().getLong(0);
    boolean isVxlan =
        (head & VXLAN_FIXED) == VXLAN_PLAIN
            && IpPacket.isAllOf(LinkLayer.frame(data.inner(Protocol.ETHERNET, VXLAN_BYTES)));
    if (isVxlan) {
      return data.as(Protocol.VXLAN);
    }
    boolean isGeneve = (head & GENEVE_FIXED) == 0 && IpPacket.isAllOf(inGeneve(data));
    return isGeneve ? data.as(Protocol.GENEVE) : data;
  }

  private static Layer inGeneve(Layer geneve) {
    Layer inner = geneve(geneve);
    return inner.protocol() == Protocol.ETHERNET ? LinkLayer.frame(inner) : inner;
  }

  private static Layer vxlanGpe(Layer vxlan) {
    if (!vxlan.has(VXLAN_BYTES)) {
      return vxlan.ended();
    }
    boolean says = (vxlan.unsignedByte(0) & VXLAN_SAYS_NEXT) != 0;
    Protocol next =
        switch (says ? vxlan.unsignedByte(3) : 3) {
          case 1, 2 -> Protocol.IP;
          case 3 -> Protocol.ETHERNET;
          case 4 -> Protocol.NSH;
          case 5 -> Protocol.MPLS;
          default -> Protocol.OTHER;
        };
    return vxlan.inner(next, VXLAN_BYTES);
  }

  private static Layer geneve(Layer geneve) {
    if (!geneve.has(GENEVE_BYTES)) {
      return geneve.ended();
    }
    int options = (geneve.unsignedByte(0) & GENEVE_OPTIONS) * Integer.BYTES;
    return EtherType.announced(geneve.unsignedShort(2), geneve, GENEVE_BYTES + options);
  }

  private static Layer gre(Layer gre) {
    if (!gre.has(GRE_BYTES)) {
      return gre.ended();
    }
    int flags = gre.unsignedShort(0);
    if ((flags & GRE_VERSION) != 0) {
      return gre.as((flags & GRE_VERSION) == 1 ? Protocol.PPTP : Protocol.OTHER);
    }
    if ((flags & GRE_ROUTING) != 0) {
      return gre.as(Protocol.OTHER);
    }
    boolean isNumbered = (flags & GRE_SEQUENCE) != 0;
    int optional =
        ((flags & GRE_CHECKSUM) != 0 ? 1 : 0)
            + ((flags & GRE_KEY) != 0 ? 1 : 0)
            + (isNumbered ? 1 : 0);
    int at = GRE_BYTES + optional * Integer.BYTES;
    int type = gre.unsignedShort(2);
    return switch (type) {
      // Type I has no header and no sequence number.
      case TYPE_ERSPAN -> gre.inner(isNumbered ? Protocol.ERSPAN_II : Protocol.ETHERNET, at);
      case TYPE_ERSPAN_III -> gre.inner(Protocol.ERSPAN_III, at);
      default -> EtherType.announced(type, gre, at);
    };
  }

  private static Layer erspan3(Layer erspan) {
    if (!erspan.has(ERSPAN_III_BYTES)) {
      return erspan.ended();
    }
    int last = erspan.unsignedShort(ERSPAN_III_BYTES - 2);
    int platform = (last & ERSPAN_HAS_PLATFORM) != 0 ? ERSPAN_PLATFORM_BYTES : 0;
    boolean isIp = (last >>> 10 & 0x1F) == ERSPAN_OF_IP;
    return erspan.inner(isIp ? Protocol.IP : Protocol.ETHERNET, ERSPAN_III_BYTES + platform);
  }

  /**
   * Returns the payload of MPLS. Labels do not show whether IP or an Ethernet frame, with or
   * without a control word, follows them. The first one that fits is used.
   */
  private static Layer mpls(Layer mpls) {
    int at = 0;
    boolean isLast = false;
    while (!isLast) {
      if (!mpls.has(at + LABEL_BYTES)) {
        return mpls.ended();
      }
      isLast = (mpls.unsignedByte(at + 2) & LABEL_LAST) != 0;
      at += LABEL_BYTES;
    }
    Layer ip = mpls.inner(Protocol.IP, at);
    if (IpPacket.isAllOf(ip)) {
      return ip;
    }
    Layer frame = mpls.inner(Protocol.ETHERNET, at);
    Layer behindWord = mpls.inner(Protocol.ETHERNET, at + CONTROL_WORD_BYTES);
    if (isFrame(behindWord)) {
      return behindWord;
    }
    return isFrame(frame) ? frame : ip.as(IpPacket.begins(ip) ? Protocol.IP : Protocol.OTHER);
  }

  /** Reports whether the payload of a frame is plausible. */
  private static boolean isFrame(Layer frame) {
    Layer inner = frame.protocol() == Protocol.ETHERNET ? LinkLayer.frame(frame) : frame;
    return switch (inner.protocol()) {
      case IP -> IpPacket.begins(inner);
      case OTHER, CUT -> false;
      default -> true;
    };
  }

  /**
   * Returns the payload of PPPoE. PPP may compress a protocol number to one byte, which is then odd
   * (RFC 1661, 6.5).
   */
  private static Layer pppoe(Layer pppoe) {
    if (!pppoe.has(PPPOE_BYTES + 2)) {
      return pppoe.ended();
    }
    int protocol = pppoe.unsignedShort(PPPOE_BYTES);
    boolean isShort = (protocol >> Byte.SIZE & 1) == 1;
    int number = isShort ? protocol >> Byte.SIZE : protocol;
    boolean isIp = number == PPP_IPV4 || number == PPP_IPV6;
    return pppoe.inner(isIp ? Protocol.IP : Protocol.OTHER, PPPOE_BYTES + (isShort ? 1 : 2));
  }
}
