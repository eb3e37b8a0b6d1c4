import { InputError } from '@backstage/errors';
import express, { RequestHandler } from 'express';
import { coded, notPermitted, TransportError } from '../errors';

/** Changes come from our own pages only: a foreign or opaque origin is refused. Other clients send no origin. */
export function sameOrigin(origins: string[]): RequestHandler {
  return (req, _res, next) => {
    const { origin } = req.headers;
    const safe = req.method === 'GET' || req.method === 'HEAD';
    if (!safe && origin !== undefined && !origins.includes(origin)) {
      throw notPermitted('Requests from this origin are refused');
    }
    next();
  };
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

/** Bodies are JSON and say so; what a form or a plain-text request of another site can send is refused. */
export function jsonOnly(): RequestHandler {
  return (req, _res, next) => {
    const hasBody =
      req.headers['transfer-encoding'] !== undefined ||
      Number(req.headers['content-length'] ?? 0) > 0;
    const charset = CHARSET.exec(req.headers['content-type'] ?? '')?.[1];
    const isUtf8 = charset === undefined || /^utf-?8$/i.test(charset);
    if (hasBody && !(req.is('application/json') && isUtf8)) {
      throw new TransportError(415, 'Bodies must be application/json in UTF-8');
    }
    next();
  };
}

const IMPERSONATION = /^impersonate-/;
const IDENTITY = /^(impersonate|x-remote)-/;

/**
 * Nobody has a reason to tell the portal whom it should be at a platform, or to have a proxy on the way drop what says
 * so. What reaches a platform is made from nothing in any case; this is for whoever reads the audit. `X-Remote-*` itself
 * is ignored and not refused: proxies of companies add it to every request.
 */
export function noBorrowedIdentity(): RequestHandler {
  return (req, _res, next) => {
    const dropped = (req.headers.connection ?? '')
      .split(',')
      .map(name => name.trim().toLowerCase());
    if (
      Object.keys(req.headers).some(name => IMPERSONATION.test(name)) ||
      dropped.some(name => IDENTITY.test(name))
    ) {
      throw coded(
        new InputError(
          'Headers that claim an identity at a platform are refused: send no Impersonate-* header, and name no such header in Connection',
        ),
        'headers-refused',
      );
    }
    next();
  };
}

/** Parses a body of limited size. */
export const jsonBody = (limit: string): RequestHandler =>
  express.json({ limit, strict: true });
